-- Patients' names become keyed hashes; ids, birth dates, group and record numbers and free text go.
--
-- The key stands in variables of the connection (analytics/database/patients.py). The macros are of
-- this migration alone: how names are hashed later must not change what is done here.
create or replace temp macro hashed(given) as
    (
        '0x'
        || left(
            sha256(
                getvariable('patient_key_outer')
                || unhex(sha256(getvariable('patient_key_inner') || encode(given)))
            ),
            16
        )
    )::ubigint;

create or replace temp macro key_of_parts(start_of_last_name, first_letter) as
    case
        when coalesce(start_of_last_name, '') != '' or coalesce(first_letter, '') != ''
            then struct_pack(
                key_id := getvariable('patient_key_id')::uinteger,
                last_name := hashed('last name ' || nullif(start_of_last_name, '')),
                first_letter := hashed('first letter ' || nullif(first_letter, ''))
            )
    end;

create or replace temp macro key_of(last_name, first_name) as
    key_of_parts(
        left(regexp_replace(split_part(upper(last_name), ',', 1), '[^A-Z]', '', 'g'), 3),
        left(
            regexp_replace(
                upper(coalesce(first_name, split_part(last_name, ',', 2))), '[^A-Z]', '', 'g'
            ),
            1
        )
    );

create or replace temp macro shape_of(given) as
    length(regexp_replace(given, '\PL', '', 'g'))::varchar || ' letters, '
    || length(regexp_replace(given, '[^0-9]', '', 'g'))::varchar || ' digits';

create table raw.made_anew as
select
    * exclude (
        patient_last_name,
        patient_first_name,
        patient_member_id,
        insured_last_name,
        insured_first_name,
        insured_member_id,
        corrected_last_name,
        corrected_first_name,
        corrected_member_id,
        group_number,
        medical_record_number
    ),
    key_of(patient_last_name, patient_first_name) as patient_key,
from raw.remittance_835_claims;
drop table raw.remittance_835_claims;
alter table raw.made_anew rename to remittance_835_claims;

create table raw.made_anew as
select
    * exclude (patient_last_name, patient_first_name, patient_member_id),
    key_of(patient_last_name, patient_first_name) as patient_key,
from raw.csv_claims;
drop table raw.csv_claims;
alter table raw.made_anew rename to csv_claims;

create table raw.made_anew as
select
    * exclude (subscriber_last_name, subscriber_first_name, subscriber_member_id),
    key_of(subscriber_last_name, subscriber_first_name) as patient_key,
from raw.csv_subscribers;
drop table raw.csv_subscribers;
alter table raw.made_anew rename to csv_subscribers;

create table raw.made_anew as
select
    * exclude (
        group_number,
        group_name,
        subscriber_last_name,
        subscriber_first_name,
        subscriber_member_id,
        subscriber_birth_date,
        subscriber_gender_code
    ),
    key_of(subscriber_last_name, subscriber_first_name) as patient_key,
from raw.claim_837_subscribers;
drop table raw.claim_837_subscribers;
alter table raw.made_anew rename to claim_837_subscribers;

create table raw.made_anew as
select
    * exclude (
        patient_last_name,
        patient_first_name,
        patient_member_id,
        patient_birth_date,
        patient_gender_code
    ),
    key_of(patient_last_name, patient_first_name) as patient_key,
from raw.claim_837_patients;
drop table raw.claim_837_patients;
alter table raw.made_anew rename to claim_837_patients;

create table raw.made_anew as
select
    * exclude (
        group_number,
        group_name,
        subscriber_last_name,
        subscriber_first_name,
        subscriber_member_id
    ),
from raw.claim_837_other_payers;
drop table raw.claim_837_other_payers;
alter table raw.made_anew rename to claim_837_other_payers;

create table raw.made_anew as
select * exclude (medical_record_number)
from raw.claim_837_claims;
drop table raw.claim_837_claims;
alter table raw.made_anew rename to claim_837_claims;

-- Which of the tax numbers are social security numbers was not kept, and no figure needs them.
update raw.claim_837_billing_providers
set tax_id = null;

create table raw.made_anew as
select
    * exclude (last_name, first_name, is_organization)
    replace (
        case when is_organization then entity_id_qualifier end as entity_id_qualifier,
        case when is_organization then entity_id end as entity_id
    ),
    case when is_organization then nullif(concat_ws(', ', last_name, first_name), '') end
        as entity_name,
    case when not is_organization then key_of(last_name, first_name) end as patient_key,
from (
    select
        *,
        level_code in ('19', '20', '21') and coalesce(entity_code, '') not in ('IL', 'QC')
            as is_organization,
    from raw.acknowledgment_277_levels
) as levels;
drop table raw.acknowledgment_277_levels;
alter table raw.made_anew rename to acknowledgment_277_levels;

create table raw.made_anew as
select * exclude (message)
from raw.acknowledgment_277_statuses;
drop table raw.acknowledgment_277_statuses;
alter table raw.made_anew rename to acknowledgment_277_statuses;

create table raw.made_anew as
select * exclude (given_value)
from raw.acknowledgment_999_errors;
drop table raw.acknowledgment_999_errors;
alter table raw.made_anew rename to acknowledgment_999_errors;

-- What could not be read was quoted, and may be a patient's where columns were shifted.
update raw.findings
set found = shape_of(found)
where
    starts_with(finding_code, 'unreadable_')
    or (
        starts_with(finding_code, 'unknown_')
        and not regexp_full_match(found, '[A-Z]{0,2}[0-9]{0,3}')
    );

update raw.csv_rejected_rows
set reason = regexp_replace(reason, '"(?s:.*)"', 'a value')
where contains(reason, '"');

update raw.files
set message = 'Refused by an earlier version of the program; load it again to see why.'
where status = 'refused';

drop macro key_of;
drop macro key_of_parts;
drop macro hashed;
drop macro shape_of;

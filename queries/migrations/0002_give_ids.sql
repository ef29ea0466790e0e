-- Sets, claims and lines get ids that are never renumbered, instead of their place in a file.
--
-- An id: the number of the file among those loaded, 28 bits for a place in the file, and of a line
-- 14 more for its place in the claim. The place of a claim is that of its set and its number in it: the
-- claims of a set are fewer than its segments, so two sets do not meet. The sets of an extract are
-- placed one after another by their claims. How ids are given later changes nothing of what is
-- done here. Tables that a release before did not have are made, so that all are treated alike.
alter table raw.files add column if not exists file_number bigint;

update raw.files
set file_number = numbered.file_number
from (
    select
        file_id,
        row_number() over (order by load_number, loaded_at, file_id) as file_number,
    from raw.files
    where status = 'loaded'
) as numbered
where files.status = 'loaded' and files.file_id = numbered.file_id;

create table if not exists raw.acknowledgment_277_claims (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    tracking_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_277_levels (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_277_lines (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    tracking_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_277_statuses (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    tracking_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_277_transactions (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_999_errors (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_999_group_answers (
    file_id varchar,
    transaction_set_number integer
);
create table if not exists raw.acknowledgment_999_responses (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.acknowledgment_999_transactions (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_billing_providers (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_claims (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_diagnoses (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_levels (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_lines (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_other_payer_adjustments (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_other_payers (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_patients (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_stray_lines (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_subscribers (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.claim_837_transactions (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.information_request_277_items (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    tracking_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.information_request_277_levels (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.information_request_277_requests (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    tracking_number integer,
    segment_number bigint
);
create table if not exists raw.information_request_277_transactions (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.remittance_835_claims (
    file_id varchar,
    transaction_set_number integer,
    claim_number bigint,
    segment_number bigint
);
create table if not exists raw.remittance_835_lines (
    file_id varchar,
    transaction_set_number integer,
    claim_number bigint,
    service_line_number bigint,
    segment_number bigint
);
create table if not exists raw.remittance_835_remittances (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.remittance_835_adjustments (
    file_id varchar,
    transaction_set_number integer,
    claim_number bigint,
    service_line_number bigint,
    segment_number bigint
);
create table if not exists raw.remittance_835_provider_adjustments (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.remittance_835_remarks (
    file_id varchar,
    transaction_set_number integer,
    claim_number bigint,
    service_line_number bigint,
    segment_number bigint
);
create table if not exists raw.remittance_835_stray_lines (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.csv_billed_claims (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.csv_billing_providers (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.csv_claim_levels (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.csv_submissions (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.csv_subscribers (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    segment_number bigint
);
create table if not exists raw.csv_diagnoses (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.csv_service_lines (
    file_id varchar,
    transaction_set_number integer,
    level_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.csv_remarks (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.csv_remittances (
    file_id varchar,
    transaction_set_number integer,
    segment_number bigint
);
create table if not exists raw.csv_adjustments (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);
create table if not exists raw.csv_claims (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    segment_number bigint
);
create table if not exists raw.csv_lines (
    file_id varchar,
    transaction_set_number integer,
    claim_number integer,
    service_line_number integer,
    segment_number bigint
);

create or replace temp table placed_sets as
with places as (
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_277_claims
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_277_levels
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_277_lines
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_277_statuses
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_277_transactions
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_999_errors
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_999_responses
    union all
    select file_id, transaction_set_number, segment_number from raw.acknowledgment_999_transactions
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_billing_providers
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_claims
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_diagnoses
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_levels
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_lines
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_other_payer_adjustments
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_other_payers
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_patients
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_stray_lines
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_subscribers
    union all
    select file_id, transaction_set_number, segment_number from raw.claim_837_transactions
    union all
    select file_id, transaction_set_number, segment_number from raw.information_request_277_items
    union all
    select file_id, transaction_set_number, segment_number from raw.information_request_277_levels
    union all
    select file_id, transaction_set_number, segment_number from raw.information_request_277_requests
    union all
    select file_id, transaction_set_number, segment_number from raw.information_request_277_transactions
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_claims
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_lines
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_remittances
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_adjustments
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_provider_adjustments
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_remarks
    union all
    select file_id, transaction_set_number, segment_number from raw.remittance_835_stray_lines
),

extract_sets as (
    select file_id, transaction_set_number, 0 as claim_number from raw.csv_remittances
    union all
    select file_id, transaction_set_number, 0 as claim_number from raw.csv_submissions
    union all
    select file_id, transaction_set_number, claim_number from raw.csv_claims
    union all
    select file_id, transaction_set_number, claim_number from raw.csv_billed_claims
),

counted_sets as (
    select
        file_id,
        transaction_set_number,
        max(claim_number) as claim_count,
    from extract_sets
    group by file_id, transaction_set_number
),

placed as (
    select
        file_id,
        transaction_set_number,
        min(segment_number) - 1 as place,
    from places
    group by file_id, transaction_set_number
    union all
    select
        file_id,
        transaction_set_number,
        sum(claim_count + 1) over (
            partition by file_id
            order by transaction_set_number
            rows between unbounded preceding and current row
        ) - claim_count as place,
    from counted_sets
)

select
    placed.file_id,
    placed.transaction_set_number,
    (files.file_number << 28) + placed.place::bigint as set_id,
from placed
inner join raw.files on placed.file_id = files.file_id and files.status = 'loaded';

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    ((sets.set_id >> 28) << 28) + given.segment_number as claim_id,
from raw.acknowledgment_277_claims as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_277_claims;
alter table raw.made_anew rename to acknowledgment_277_claims;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_277_levels as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_277_levels;
alter table raw.made_anew rename to acknowledgment_277_levels;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_277_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_277_lines;
alter table raw.made_anew rename to acknowledgment_277_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_277_statuses as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_277_statuses;
alter table raw.made_anew rename to acknowledgment_277_statuses;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_277_transactions as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_277_transactions;
alter table raw.made_anew rename to acknowledgment_277_transactions;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_999_errors as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_999_errors;
alter table raw.made_anew rename to acknowledgment_999_errors;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_999_group_answers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_999_group_answers;
alter table raw.made_anew rename to acknowledgment_999_group_answers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_999_responses as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_999_responses;
alter table raw.made_anew rename to acknowledgment_999_responses;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.acknowledgment_999_transactions as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.acknowledgment_999_transactions;
alter table raw.made_anew rename to acknowledgment_999_transactions;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_billing_providers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_billing_providers;
alter table raw.made_anew rename to claim_837_billing_providers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.claim_837_claims as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_claims;
alter table raw.made_anew rename to claim_837_claims;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.claim_837_diagnoses as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_diagnoses;
alter table raw.made_anew rename to claim_837_diagnoses;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_levels as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_levels;
alter table raw.made_anew rename to claim_837_levels;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.claim_837_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_lines;
alter table raw.made_anew rename to claim_837_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.claim_837_other_payer_adjustments as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_other_payer_adjustments;
alter table raw.made_anew rename to claim_837_other_payer_adjustments;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.claim_837_other_payers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_other_payers;
alter table raw.made_anew rename to claim_837_other_payers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_patients as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_patients;
alter table raw.made_anew rename to claim_837_patients;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_stray_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_stray_lines;
alter table raw.made_anew rename to claim_837_stray_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_subscribers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_subscribers;
alter table raw.made_anew rename to claim_837_subscribers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.claim_837_transactions as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.claim_837_transactions;
alter table raw.made_anew rename to claim_837_transactions;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.information_request_277_items as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.information_request_277_items;
alter table raw.made_anew rename to information_request_277_items;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.information_request_277_levels as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.information_request_277_levels;
alter table raw.made_anew rename to information_request_277_levels;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    ((sets.set_id >> 28) << 28) + given.segment_number as claim_id,
from raw.information_request_277_requests as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.information_request_277_requests;
alter table raw.made_anew rename to information_request_277_requests;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.information_request_277_transactions as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.information_request_277_transactions;
alter table raw.made_anew rename to information_request_277_transactions;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.remittance_835_claims as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_claims;
alter table raw.made_anew rename to remittance_835_claims;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.remittance_835_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_lines;
alter table raw.made_anew rename to remittance_835_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.remittance_835_remittances as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_remittances;
alter table raw.made_anew rename to remittance_835_remittances;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.remittance_835_adjustments as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_adjustments;
alter table raw.made_anew rename to remittance_835_adjustments;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.remittance_835_provider_adjustments as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_provider_adjustments;
alter table raw.made_anew rename to remittance_835_provider_adjustments;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.remittance_835_remarks as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_remarks;
alter table raw.made_anew rename to remittance_835_remarks;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.remittance_835_stray_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.remittance_835_stray_lines;
alter table raw.made_anew rename to remittance_835_stray_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.csv_billed_claims as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_billed_claims;
alter table raw.made_anew rename to csv_billed_claims;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.csv_billing_providers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_billing_providers;
alter table raw.made_anew rename to csv_billing_providers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.csv_claim_levels as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_claim_levels;
alter table raw.made_anew rename to csv_claim_levels;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.csv_submissions as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_submissions;
alter table raw.made_anew rename to csv_submissions;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.csv_subscribers as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_subscribers;
alter table raw.made_anew rename to csv_subscribers;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.csv_diagnoses as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_diagnoses;
alter table raw.made_anew rename to csv_diagnoses;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.csv_service_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_service_lines;
alter table raw.made_anew rename to csv_service_lines;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.csv_remarks as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_remarks;
alter table raw.made_anew rename to csv_remarks;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
from raw.csv_remittances as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_remittances;
alter table raw.made_anew rename to csv_remittances;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.csv_adjustments as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_adjustments;
alter table raw.made_anew rename to csv_adjustments;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
from raw.csv_claims as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_claims;
alter table raw.made_anew rename to csv_claims;

create table raw.made_anew as
select
    given.*,
    sets.set_id,
    sets.set_id + given.claim_number as claim_id,
    ((sets.set_id + given.claim_number) << 14) + given.service_line_number as line_id,
from raw.csv_lines as given
left join placed_sets as sets
    on
        given.file_id = sets.file_id
        and given.transaction_set_number = sets.transaction_set_number;
drop table raw.csv_lines;
alter table raw.made_anew rename to csv_lines;

drop table placed_sets;

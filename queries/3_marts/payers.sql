-- A payer, under the one name the team knows it by.
-- grain: one row per name a payer was given in a file
--
-- Names that differ only in case or spacing are one payer. A name that only claims or
-- acknowledgments carry is the payer of remittances with the same payer id, else the one that
-- answered nine of ten of the claims billed to it, five at least. Aliases the team typed go before
-- all that, and the team's spelling wins over the files'.
with remitting_names as (
    select distinct
        coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
        upper(coalesce(payer_name_as_given, payer_id, 'Payer not named')) as payer_key,
        payer_id,
    from staging.remittances
),

billed_names as (
    select distinct
        coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
        upper(coalesce(payer_name_as_given, payer_id, 'Payer not named')) as payer_key,
        payer_id,
    from staging.subscribers
    union
    select distinct
        coalesce(entity_name, entity_id) as payer_name_as_given,
        upper(coalesce(entity_name, entity_id)) as payer_key,
        null as payer_id,
    from staging.acknowledgment_levels
    where level_code = '20' and entity_code = 'PR' and coalesce(entity_name, entity_id) is not null
    union
    select
        'Payer not named' as payer_name_as_given,
        'PAYER NOT NAMED' as payer_key,
        null as payer_id,
),

names as (
    select distinct payer_name_as_given, payer_key
    from (
        select payer_name_as_given, payer_key from remitting_names
        union all
        select payer_name_as_given, payer_key from billed_names
    ) as all_names
),

spellings as (
    select
        payer_key,
        min(payer_name_as_given) as payer_name,
    from names
    group by payer_key
),

unknown_names as (
    select distinct payer_key, payer_id
    from billed_names
    where
        payer_key not in (select remitting_names.payer_key from remitting_names)
        and payer_key != 'PAYER NOT NAMED'
),

known_by_id as (
    select
        unknown_names.payer_key,
        min(remitting_names.payer_key) as remitting_key,
    from unknown_names
    inner join remitting_names on unknown_names.payer_id = remitting_names.payer_id
    group by unknown_names.payer_key
    having count(distinct remitting_names.payer_key) = 1
),

-- Billed to an unknown name and answered under the same control number, for the same charge.
answers_by_name as (
    select
        billed.payer_key,
        upper(
            coalesce(remittances.payer_name_as_given, remittances.payer_id, 'Payer not named')
        ) as remitting_key,
        count(distinct billed.patient_control_number) as claim_count,
    from (
        select
            claims.patient_control_number,
            claims.charge_amount,
            upper(coalesce(subscribers.payer_name_as_given, subscribers.payer_id)) as payer_key,
        from staging.claims
        inner join staging.claim_levels
            on
                claims.file_id = claim_levels.file_id
                and claims.transaction_set_number = claim_levels.transaction_set_number
                and claims.level_number = claim_levels.level_number
        inner join staging.subscribers
            on
                claim_levels.file_id = subscribers.file_id
                and claim_levels.transaction_set_number = subscribers.transaction_set_number
                and claim_levels.subscriber_level_number = subscribers.level_number
    ) as billed
    inner join staging.remitted_claims
        on
            billed.patient_control_number = remitted_claims.patient_control_number
            and billed.charge_amount = remitted_claims.charge_amount
    inner join staging.remittances
        on
            remitted_claims.file_id = remittances.file_id
            and remitted_claims.transaction_set_number = remittances.transaction_set_number
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
    where
        billed.payer_key in (select unknown_names.payer_key from unknown_names)
        and coalesce(claim_statuses.standing, 'primary') = 'primary'
    group by billed.payer_key, remitting_key
),

known_by_answers as (
    select payer_key, remitting_key
    from answers_by_name
    qualify
        claim_count >= 5
        and claim_count >= 0.9 * sum(claim_count) over (partition by payer_key)
),

aliases as (
    select
        upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g'))) as payer_key,
        min(payer_name) as payer_name,
    from reference.payer_aliases
    group by upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g')))
),

settled_keys as (
    select
        names.payer_name_as_given,
        names.payer_key,
        case
            when own_alias.payer_name is not null then names.payer_key
            else coalesce(
                known_by_id.remitting_key, known_by_answers.remitting_key, names.payer_key
            )
        end as settled_key,
        case
            when own_alias.payer_name is not null then 'alias'
            when known_by_id.remitting_key is not null then 'payer_id'
            when known_by_answers.remitting_key is not null then 'answers'
            else 'name'
        end as known_by,
    from names
    left join aliases as own_alias on names.payer_key = own_alias.payer_key
    left join known_by_id on names.payer_key = known_by_id.payer_key
    left join known_by_answers on names.payer_key = known_by_answers.payer_key
),

settled_names as (
    select
        settled_keys.payer_name_as_given,
        settled_keys.known_by,
        coalesce(aliases.payer_name, spellings.payer_name) as payer_name,
        aliases.payer_name is not null as is_by_team,
    from settled_keys
    inner join spellings on settled_keys.settled_key = spellings.payer_key
    left join aliases on settled_keys.settled_key = aliases.payer_key
)

select
    payer_name_as_given,
    first_value(payer_name) over (
        partition by upper(payer_name)
        order by is_by_team desc, payer_name
    ) as payer_name,
    known_by,
from settled_names;

comment on column marts.payers.payer_name_as_given is 'Name as the file gives it (835 N1*PR, 837 NM1*PR).';
comment on column marts.payers.payer_name is 'Name the team knows the payer by.';
comment on column marts.payers.known_by is 'How the name was settled: name, alias, payer_id or answers.';

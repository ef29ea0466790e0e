-- A payer's name as files give it: by which ids, on how many remittances and claims, and when.
-- grain: one row per name a payer was given in a file
-- scope: store
--
-- Claims are those a payer answered under the name and those billed to it.
with remittances as (
    select
        remittances.payer_known_as as payer_name_as_given,
        remittances.payer_id,
        remittances.set_id,
        coalesce(remittances.payment_date, remittances.production_date) as mention_date,
    from staging.remittances
),

answered as (
    select
        remittances.payer_name_as_given,
        count(*) as claim_count,
    from marts.answers
    inner join remittances on answers.set_id = remittances.set_id
    group by remittances.payer_name_as_given
),

days as (
    select
        payer_name_as_given,
        1 as remittance_count,
        0 as submitted_claim_count,
        mention_date,
    from remittances
    union all
    select
        payer_name_as_given,
        0 as remittance_count,
        1 as submitted_claim_count,
        submission_date as mention_date,
    from marts.billed_claims
),

seen as (
    select
        payer_name_as_given,
        sum(remittance_count) as remittance_count,
        sum(submitted_claim_count) as submitted_claim_count,
        min(mention_date) as first_date,
        max(mention_date) as last_date,
    from days
    group by payer_name_as_given
),

ids as (
    select
        payer_name_as_given,
        list_sort(list(distinct payer_id)) as payer_ids,
    from (
        select
            payer_name_as_given,
            upper(trim(payer_id)) as payer_id,
        from remittances
        union all
        select
            coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
            upper(trim(payer_id)) as payer_id,
        from staging.subscribers
    ) as given
    where not staging.is_placeholder(payer_id)
    group by payer_name_as_given
)

select
    payers.payer_name_as_given,
    payers.payer_name,
    payers.known_by,
    coalesce(ids.payer_ids, []) as payer_ids,
    coalesce(seen.remittance_count, 0)::integer as remittance_count,
    coalesce(answered.claim_count, 0)::integer as answered_claim_count,
    coalesce(seen.submitted_claim_count, 0)::integer as submitted_claim_count,
    date_trunc('week', seen.first_date)::date as first_week,
    date_trunc('week', seen.last_date)::date as last_week,
from marts.payers
left join seen on payers.payer_name_as_given = seen.payer_name_as_given
left join answered on payers.payer_name_as_given = answered.payer_name_as_given
left join ids on payers.payer_name_as_given = ids.payer_name_as_given;

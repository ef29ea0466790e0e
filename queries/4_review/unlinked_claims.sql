-- Which claims share a control number and are not taken for one, and why?
-- grain: one row per claim under a control number that several claims go by, or under none
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Answers link by a sign (marts.linked_claims): nothing is linked by likeness alone. The reason is
-- said against the claim next to it in time.
with mentions as (
    select
        shared_numbers.linked_claim_id,
        claim_mentions.group_number,
        claim_mentions.root_control_number,
        min(claim_mentions.service_date) as service_date,
        min(claim_mentions.payer_number) as payer_claim_control_number,
        max(claim_mentions.charge_amount) as charge_amount,
        min(claim_mentions.mention_date) as first_mention_date,
        count(*) filter (where claim_mentions.mention_kind = 'answered') as answer_count,
    from marts.shared_numbers
    inner join marts.claim_mentions on shared_numbers.claim_id = claim_mentions.claim_id
    group by
        shared_numbers.linked_claim_id,
        claim_mentions.group_number,
        claim_mentions.root_control_number
),

neighbors as (
    select
        *,
        count(*) over (partition by root_control_number) as claim_count,
        coalesce(
            lag(group_number) over in_time, lead(group_number) over in_time
        ) as other_group_number,
        coalesce(
            lag(service_date) over in_time, lead(service_date) over in_time
        ) as other_service_date,
    from mentions
    window in_time as (
        partition by root_control_number
        order by service_date, first_mention_date, linked_claim_id
    )
)

select
    claims.patient_control_number,
    claims.payer_name,
    neighbors.payer_claim_control_number,
    neighbors.service_date,
    neighbors.charge_amount,
    neighbors.answer_count,
    neighbors.claim_count,
    case
        when neighbors.root_control_number = ''
            then 'no patient control number: known by the payer claim number alone'
        when
            neighbors.group_number != neighbors.other_group_number
            and abs(date_diff('day', neighbors.service_date, neighbors.other_service_date)) > 90
            then 'control number used again more than 90 days later'
        when neighbors.group_number != neighbors.other_group_number then 'different patient'
        when neighbors.service_date = neighbors.other_service_date
            then 'same service date, but another payer claim number in one remittance'
        when neighbors.service_date is null or neighbors.other_service_date is null
            then 'no service date, and several claims it could belong to'
        else 'other service dates, and no reference to the other claim'
    end as reason,
from neighbors
inner join marts.claims on neighbors.linked_claim_id = claims.linked_claim_id
where
    (neighbors.claim_count > 1 or neighbors.root_control_number = '')
    and review.whose_is_chosen($filters)
    and review.is_in_weeks($filters, date_trunc('week', claims.claim_date)::date)
order by
    neighbors.root_control_number,
    neighbors.service_date,
    neighbors.first_mention_date,
    neighbors.linked_claim_id

-- Which claims share a control number and are not taken for one, and why?
-- grain: one row per claim under a control number that several claims go by, or under none
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Answers link by a sign (marts.claim_lives): nothing is linked by likeness alone. The reason is
-- said against the claim next to it in time.
with tellings as (
    select
        claim_lives.life_number,
        told_claims.group_number,
        told_claims.root_control_number,
        min(told_claims.service_date) as service_date,
        min(told_claims.payer_number) as payer_claim_control_number,
        max(told_claims.charge_amount) as charge_amount,
        min(told_claims.told_date) as first_told_date,
        count(*) filter (where told_claims.told_by = 'answered') as answer_count,
    from marts.shared_numbers
    inner join marts.claim_lives on shared_numbers.claim_id = claim_lives.claim_id
    inner join marts.told_claims on shared_numbers.claim_id = told_claims.claim_id
    group by
        claim_lives.life_number, told_claims.group_number, told_claims.root_control_number
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
    from tellings
    window in_time as (
        partition by root_control_number
        order by service_date, first_told_date, life_number
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
inner join marts.claims on neighbors.life_number = claims.life_number
where
    (neighbors.claim_count > 1 or neighbors.root_control_number = '')
    and review.whose_is_chosen($filters)
    and review.is_in_weeks($filters, date_trunc('week', claims.claim_date)::date)
order by
    neighbors.root_control_number,
    neighbors.service_date,
    neighbors.first_told_date,
    neighbors.life_number

-- How many claims were submitted, and what became of them?
-- grain: one row per stage; the first is the sum of those rejected, denied, paid or not yet answered
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
--
-- rejected, denied and paid say what happened first; recovered, written_off and open what has become
-- of all that was not paid at first. A claim no payer has answered is open.
with claims as (
    select *
    from review.claim_counts_by_stage($filters, $work)
),

told as (
    select 'submitted' as stage, claim_count, charge_amount
    from claims
    union all
    select first_stage as stage, claim_count, charge_amount
    from claims
    where first_stage in ('rejected', 'denied', 'paid')
    union all
    select final_stage as stage, claim_count, charge_amount
    from claims
    where final_stage in ('recovered', 'written_off', 'open')
),

stages as (
    select
        unnest(
            ['submitted', 'rejected', 'denied', 'paid', 'recovered', 'written_off', 'open']
        ) as stage,
        unnest([1, 2, 3, 4, 5, 6, 7]) as stage_number,
)

select
    stages.stage,
    coalesce(sum(told.claim_count), 0)::bigint as claim_count,
    coalesce(sum(told.charge_amount), 0)::decimal(18, 2) as charge_amount,
from stages
left join told on stages.stage = told.stage
group by stages.stage, stages.stage_number
order by stages.stage_number

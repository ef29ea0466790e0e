-- From which stage to which did claims go?
-- grain: one row per step taken: from submitted to what happened first, from there to what became
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
--
-- What flows into a stage flows out of it or stays: steps add up to the stages of claim_flow.
with claims as (
    select *
    from review.claim_counts_by_stage($filters, $work)
),

steps as (
    select
        'submitted' as from_stage,
        -- Nothing has happened yet, or we withdrew it before anything did.
        case when first_stage = 'open' then final_stage else first_stage end as to_stage,
        claim_count,
        charge_amount,
        open_amount,
    from claims
    union all
    select
        first_stage as from_stage,
        final_stage as to_stage,
        claim_count,
        charge_amount,
        open_amount,
    from claims
    where first_stage in ('rejected', 'denied')
)

select
    from_stage,
    to_stage,
    sum(claim_count)::bigint as claim_count,
    sum(charge_amount)::decimal(18, 2) as charge_amount,
    sum(open_amount)::decimal(18, 2) as open_amount,
from steps
group by from_stage, to_stage
order by from_stage = 'submitted' desc, from_stage, to_stage

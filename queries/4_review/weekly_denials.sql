-- How much was adjudicated and denied, week by week?
-- grain: one row per week
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Denied claims are counted apart: two distinct counts over all lines would cost as much again.
with lines_in_view as (
    select *
    from review.lines_in_view($filters)
),

claims as (
    select
        remit_week,
        count(*) filter (where stands_for_claim) + count(distinct chain_to_tell_apart)
            as adjudicated_claim_count,
    from lines_in_view
    group by remit_week
),

denied as (
    select
        remit_week,
        count(distinct chain_number) as denied_claim_count,
    from lines_in_view
    where is_denied
    group by remit_week
)

select
    lines.remit_week,
    columns('_line_count$'),
    claims.adjudicated_claim_count,
    coalesce(denied.denied_claim_count, 0) as denied_claim_count,
    columns('_amount$'),
from review.denial_sums('lines_in_view', ['remit_week']) as lines
inner join claims on lines.remit_week is not distinct from claims.remit_week
left join denied on lines.remit_week = denied.remit_week
order by lines.remit_week

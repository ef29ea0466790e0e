-- How much was adjudicated and denied, week by week?
-- grain: one row per week
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Claims that lines have to tell apart are counted beside: few are denied or not kept together.
with lines_in_view as (
    select *
    from review.sums_in_view($filters)
),

whole_claims as (
    select
        remit_week,
        sum(claim_count)::bigint as claim_count,
    from lines_in_view
    group by remit_week
),

other_claims as (
    select
        remit_week,
        count(distinct chain_number) as claim_count,
    from review.lines_to_tell_apart($filters)
    group by remit_week
),

denied as (
    select
        remit_week,
        count(distinct chain_number) as denied_claim_count,
    from review.denials_in_view($filters)
    group by remit_week
)

select
    lines.remit_week,
    columns('_line_count$'),
    whole_claims.claim_count + coalesce(other_claims.claim_count, 0) as adjudicated_claim_count,
    coalesce(denied.denied_claim_count, 0) as denied_claim_count,
    columns('_amount$'),
from review.denial_sums('lines_in_view', ['remit_week']) as lines
inner join whole_claims on lines.remit_week is not distinct from whole_claims.remit_week
left join other_claims on lines.remit_week is not distinct from other_claims.remit_week
left join denied on lines.remit_week is not distinct from denied.remit_week
order by lines.remit_week

-- Which payers answer only as secondary or tertiary payer here?
-- grain: one row per payer whose every answer is a secondary payer's
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Of all that is loaded, not only of the weeks in view. Where no primary payer's answer is loaded
-- for a claim, such a payer is shown as the payer of the claim.
with payers as (
    select payer_name
    from marts.line_outcomes
    where verdict != 'unanswered'
    group by payer_name
    having bool_and(is_secondary)
),

in_view as (
    select
        lines.payer_name,
        lines.linked_claim_id,
        lines.charge_amount,
    from review.lines_in_view(struct_update($filters, include_secondary := true)) as lines
    inner join payers on lines.payer_name = payers.payer_name
),

with_primary as (
    select distinct linked_claim_id
    from marts.line_outcomes
    where verdict != 'unanswered' and not is_secondary
)

select
    in_view.payer_name,
    count(*) as line_count,
    count(distinct in_view.linked_claim_id) as claim_count,
    count(distinct in_view.linked_claim_id) filter (
        where with_primary.linked_claim_id is null
    ) as sole_claim_count,
    sum(in_view.charge_amount) as charge_amount,
from in_view
left join with_primary on in_view.linked_claim_id = with_primary.linked_claim_id
group by in_view.payer_name
order by line_count desc, in_view.payer_name

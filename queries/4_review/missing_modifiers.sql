-- Which modifier seems to be missing: denied without it, paid once it was added, and still open?
-- grain: one row per payer, procedure, reason (CARC 4, 97, 236) and modifier that put a line right
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Open lines are denials of the same payer, procedure and reason without the modifier: where to
-- look next. What was added is not always what made the payer pay: read the record first.
with put_right as (
    select
        payer_name,
        procedure_code,
        carc_code,
        denied_amount,
        later_paid_amount,
        paid_date,
        unnest(added_modifier_codes) as modifier_code,
    from review.lines_put_right_by_modifier($filters)
),

added as (
    select
        payer_name,
        procedure_code,
        carc_code,
        modifier_code,
        count(*) as paid_line_count,
        sum(denied_amount) as paid_line_denied_amount,
        sum(later_paid_amount) as later_paid_amount,
        max(paid_date) as last_paid_date,
    from put_right
    group by payer_name, procedure_code, carc_code, modifier_code
),

without_it as (
    select
        added.payer_name,
        added.procedure_code,
        added.carc_code,
        added.modifier_code,
        count(*) as denied_line_count,
        count(*) filter (where lines.open_amount > 0) as open_line_count,
        sum(lines.open_amount) as open_amount,
    from added
    inner join review.denials_in_view($filters) as lines
        on
            added.payer_name = lines.payer_name
            and added.procedure_code = lines.procedure_code
            and added.carc_code = lines.carc_code
            and not list_contains(lines.modifier_codes, added.modifier_code)
    group by added.payer_name, added.procedure_code, added.carc_code, added.modifier_code
)

select
    added.payer_name,
    added.procedure_code,
    added.modifier_code,
    coalesce(modifiers.modifier_label, 'Not in the reference list') as modifier_label,
    added.carc_code,
    reasons.reason_label,
    without_it.denied_line_count,
    added.paid_line_count,
    without_it.open_line_count,
    added.paid_line_denied_amount,
    added.later_paid_amount,
    without_it.open_amount,
    added.last_paid_date,
from added
inner join without_it
    on
        added.payer_name = without_it.payer_name
        and added.procedure_code = without_it.procedure_code
        and added.carc_code = without_it.carc_code
        and added.modifier_code = without_it.modifier_code
left join marts.modifiers on added.modifier_code = modifiers.modifier_code
left join marts.reasons on added.carc_code = reasons.carc_code
order by
    without_it.open_amount desc,
    added.paid_line_count desc,
    added.payer_name,
    added.procedure_code,
    added.carc_code,
    added.modifier_code

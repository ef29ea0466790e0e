-- Which denials cost most, by reason, payer, procedure and modifiers, and who fixes them how?
-- grain: one row per primary reason, its category and owner, payer, procedure and set of modifiers
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param row_limit: how many rows at most, the largest denied amounts first; null for all
--
-- Where remarks tell lines of one reason into several categories, each has a row: every line stands
-- in the list of the one who works it.
with denied as (
    select
        carc_code,
        category,
        owner,
        payer_name,
        procedure_code,
        modifier_set as modifier_codes,
        count(*) as denied_line_count,
        sum(denied_charge_amount) as denied_charge_amount,
        sum(denied_amount) as denied_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
        min(remit_date) as first_remit_date,
        max(remit_date) as last_remit_date,
    from review.lines_in_view($filters)
    where is_denied
    group by
        carc_code,
        category,
        owner,
        payer_name,
        procedure_code,
        modifier_set
)

select
    denied.carc_code,
    carc_rules.reason_label,
    denied.category,
    denied.payer_name,
    denied.procedure_code,
    denied.modifier_codes,
    denied.owner,
    carc_rules.usual_fix,
    denied.denied_line_count,
    denied.denied_charge_amount,
    denied.denied_amount,
    denied.recovered_amount,
    denied.open_amount,
    denied.first_remit_date,
    denied.last_remit_date,
from denied
left join marts.carc_rules
    on
        denied.payer_name = carc_rules.payer_name
        and denied.carc_code = carc_rules.carc_code
order by
    denied.denied_amount desc,
    denied.carc_code,
    denied.payer_name,
    denied.procedure_code,
    denied.modifier_codes,
    denied.category
limit coalesce($row_limit::bigint, 9223372036854775807)

-- Which answered claims did a rule learn from: the latest that were denied for its reason?
-- grain: one row per denied line
-- param filters: what is looked at; the rule's own weeks apply, so ask without weeks
-- param rule_number: the rule (claim_flags names it)
-- param row_limit: how many examples at most; null for 5
with rule as (
    select *
    from signals.claim_rules
    where rule_number = $rule_number::integer
)

select
    lines.patient_control_number,
    lines.service_line_number,
    lines.payer_name,
    lines.provider_name,
    lines.procedure_code,
    array_to_string(lines.modifier_codes, ' ') as modifier_codes,
    lines.place_of_service_code,
    array_to_string(lines.diagnosis_codes, ' ') as diagnosis_codes,
    lines.carc_code,
    lines.charge_amount,
    lines.denied_amount,
    lines.outcome,
    lines.service_date,
    lines.remit_date,
    files.file_name,
    lines.segment_number,
from review.lines_in_view($filters) as lines
inner join rule
    on
        lines.carc_code = rule.carc_code
        and lines.remit_date < rule.before_week
        and lines.remit_date >= rule.before_week - 7 * reference.weeks_of_history()
        and (rule.payer_name is null or lines.payer_name = rule.payer_name)
        and (rule.procedure_code is null or lines.procedure_code = rule.procedure_code)
        and (rule.modifier_set is null or lines.modifier_set = rule.modifier_set)
        and (
            rule.place_of_service_code is null
            or lines.place_of_service_code = rule.place_of_service_code
        )
        and (
            rule.diagnosis_code is null or lines.diagnosis_codes[1] = rule.diagnosis_code
        )
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
where lines.is_denied
order by
    lines.remit_date desc,
    lines.denied_amount desc,
    lines.file_id,
    lines.segment_number
limit coalesce($row_limit::bigint, 5)

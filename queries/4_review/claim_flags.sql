-- Which lines of open claims are like lines that were denied, and what do past answers show?
-- grain: one row per billed line without an answer that a rule covers
-- param filters: what the review looks at; of its reasons, the reason history gives; no weeks
-- param row_limit: how many rows at most, the surest first; null for all
--
-- Each line with its strongest rule (signals.claim_rules, learned at load). Nothing is told while
-- the rules do not prove themselves (claim_rule_tests): of at least 20 lines they would have flagged
-- before, at least 1.5 times as many must have been denied as at the rate of all lines sent then.
with judged as (
    select
        sum(flagged_line_count) as flagged_line_count,
        sum(flagged_denied_line_count) as flagged_denied_line_count,
        sum(flagged_line_count * denied_line_count::double / line_count)
            as expected_line_count,
    from signals.claim_rule_tests
    where line_count > 0
),

open_lines as (
    select *
    from review.unanswered_lines_in_view($filters)
),

flagged as (  -- noqa: ST03
    select
        open_lines.*,
        flagged_lines.rule_number,
    from open_lines
    inner join review.flagged_lines(true, null) as flagged_lines
        on open_lines.line_id = flagged_lines.line_id
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
    lines.charge_amount,
    lines.usual_allowed_amount,
    rules.rule_number,
    rules.line_count as seen_line_count,
    rules.denied_line_count as seen_denied_line_count,
    rules.otherwise_line_count,
    rules.otherwise_denied_line_count,
    rules.carc_code,
    rules.sentence,
    carc_rules.reason_label,
    case when carc_rules.is_umbrella then 'by remark' else carc_rules.category end as category,
    case when carc_rules.is_umbrella then 'by remark' else carc_rules.owner end as owner,
    carc_rules.usual_fix,
    rules.lower_bound,
    coalesce(submitted_claims.verdict = 'rejected', false) as is_rejected,
    lines.service_date,
    lines.submission_date,
    files.file_name,
    lines.segment_number,
from review.usual_allowed('flagged') as lines
inner join signals.claim_rules as rules on lines.rule_number = rules.rule_number
inner join judged
    on
        judged.flagged_line_count >= reference.too_few()
        and judged.flagged_denied_line_count >= 1.5 * judged.expected_line_count
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
left join marts.submitted_claims
    on lines.claim_id = submitted_claims.claim_id
left join marts.carc_rules
    on
        lines.payer_name = carc_rules.payer_name
        and rules.carc_code = carc_rules.carc_code
where
    review.is_chosen(($filters).carcs, rules.carc_code)
    and review.is_chosen(($filters).categories, carc_rules.category)
order by
    rules.lower_bound desc,
    lines.charge_amount desc,
    lines.patient_control_number,
    lines.file_id,
    lines.segment_number
limit coalesce($row_limit::bigint, 9223372036854775807)

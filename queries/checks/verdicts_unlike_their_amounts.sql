-- A line is denied whole, in part, paid or paid nothing unsaid as its own amounts say.
-- grain: one row per line with another verdict, or marked against its verdict
with expected as (
    select
        answered_lines.*,
        case
            when answered_lines.is_reversal then 'reversal'
            when
                answered_lines.denied_amount > 0
                and answered_lines.paid_amount <= 0
                and answered_lines.cost_share_amount <= 0
                then 'full'
            when answered_lines.denied_amount > 0 then 'partial'
            when
                (
                    answered_lines.charge_amount <= 0
                    and not recounted_lines.is_charge_unknown
                )
                or answered_lines.paid_amount > 0
                or answered_lines.cost_share_amount > 0
                then 'paid'
            when recounted_lines.has_not_final then 'not_final'
            when recounted_lines.has_denial_without_amount then 'unstated'
            else 'suspect'
        end as expected_verdict,
    from temp.answered_lines
    inner join temp.recounted_lines
        on
            answered_lines.claim_id = recounted_lines.claim_id
            and answered_lines.service_line_number = recounted_lines.service_line_number
)

select
    expected.file_id,
    expected.transaction_set_number,
    expected.claim_number,
    expected.service_line_number,
    expected.verdict,
    expected.expected_verdict,
    expected.is_denied,
from expected
left join reference.categories on expected.category = categories.category
where
    expected.verdict is distinct from expected.expected_verdict
    or expected.is_denied is distinct from (expected.expected_verdict in ('full', 'partial'))
    or expected.is_not_final is distinct from (expected.expected_verdict = 'not_final')
    or expected.is_duplicate is distinct from (
        expected.expected_verdict in ('full', 'partial')
        and coalesce(categories.standing = 'apart', false)
    )

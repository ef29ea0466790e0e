-- What became of a denial, and when, is what the last standing answer to its line says.
-- grain: one row per line of a chain with another outcome, open amount, count or day
with voided as (
    select last_submissions.linked_claim_id
    from marts.last_submissions
    inner join temp.touched_linked
        on last_submissions.linked_claim_id = touched_linked.linked_claim_id
    where last_submissions.is_voided and not last_submissions.is_secondary
),

expected as (
    select
        touched_outcomes.*,
        recounted_outcomes.outcome as expected_outcome,
        recounted_outcomes.last_verdict,
        recounted_outcomes.last_remit_date,
        recounted_outcomes.is_reversed,
        recounted_outcomes.later_answer_count as expected_later_answer_count,
        recounted_outcomes.re_denial_count as expected_re_denial_count,
        recounted_outcomes.still_denied_amount as expected_still_denied_amount,
        case
            when voided.linked_claim_id is not null and not touched_outcomes.is_secondary then 0
            else recounted_outcomes.still_denied_amount
        end as expected_open_amount,
        coalesce(
            recounted_outcomes.outcome in ('recovered', 'partly_recovered', 're_denied'), false
        ) as expected_is_resolved,
    from temp.touched_outcomes
    inner join temp.recounted_outcomes
        on
            touched_outcomes.chain_number = recounted_outcomes.chain_number
            and touched_outcomes.chain_line_number = recounted_outcomes.chain_line_number
    left join voided on touched_outcomes.linked_claim_id = voided.linked_claim_id
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    outcome,
    expected_outcome,
    open_amount,
    expected_open_amount,
    later_answer_count,
    expected_later_answer_count,
from expected
where
    outcome is distinct from expected_outcome
    or open_amount != expected_open_amount
    or still_denied_amount != expected_still_denied_amount
    or later_answer_count != expected_later_answer_count
    or re_denial_count != expected_re_denial_count
    or is_resolved != expected_is_resolved
    or is_overturned
    != coalesce(expected_outcome in ('recovered', 'partly_recovered'), false)
    or final_verdict is distinct from coalesce(
        last_verdict, case when is_reversed then 'reversed' else verdict end
    )
    or resolved_date is distinct from case when expected_is_resolved then last_remit_date end
    or days_to_resolution is distinct from case
        when expected_is_resolved then date_diff('day', remit_date, last_remit_date)
    end
    or final_remit_date is distinct from coalesce(
        last_remit_date, case when not is_reversed then remit_date end
    )

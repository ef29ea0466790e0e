-- What became of a denial, and when, is what the last standing answer to its line says.
-- grain: one row per line of a chain with another outcome, open amount, count or day
with voided as (
    select last_submissions.life_number
    from marts.last_submissions
    inner join temp.touched_lives
        on last_submissions.life_number = touched_lives.life_number
    where last_submissions.is_voided and not last_submissions.is_secondary
),

expected as (
    select
        touched_outcomes.*,
        case
            when not recounted_outcomes.is_denied then null
            when recounted_outcomes.last_verdict = 'paid' then 'recovered'
            when
                recounted_outcomes.last_verdict = 'partial'
                and (
                    recounted_outcomes.recovered_amount > 0
                    or recounted_outcomes.last_denied_amount < recounted_outcomes.denied_amount
                )
                then 'partly_recovered'
            when recounted_outcomes.last_verdict is not null then 're_denied'
            when recounted_outcomes.is_reversed then 'reversed'
            else 'open'
        end as expected_outcome,
        recounted_outcomes.denied_amount as first_denied_amount,
        recounted_outcomes.last_denied_amount,
        recounted_outcomes.last_verdict,
        recounted_outcomes.last_remit_date,
        recounted_outcomes.is_reversed,
        recounted_outcomes.later_answer_count as expected_later_answer_count,
        recounted_outcomes.re_denial_count as expected_re_denial_count,
        voided.life_number is not null as is_voided,
    from temp.touched_outcomes
    inner join temp.recounted_outcomes
        on
            touched_outcomes.chain_number = recounted_outcomes.chain_number
            and touched_outcomes.chain_line_number = recounted_outcomes.chain_line_number
    left join voided on touched_outcomes.life_number = voided.life_number
),

with_open_amount as (
    select
        *,
        case
            when expected_outcome is null or expected_outcome = 'recovered' then 0
            when is_voided and not is_secondary then 0
            when expected_outcome in ('partly_recovered', 're_denied') and last_denied_amount > 0
                then least(first_denied_amount, last_denied_amount)
            else first_denied_amount
        end as expected_open_amount,
        coalesce(expected_outcome in ('recovered', 'partly_recovered', 're_denied'), false)
            as expected_is_resolved,
    from expected
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
from with_open_amount
where
    outcome is distinct from expected_outcome
    or open_amount != expected_open_amount
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

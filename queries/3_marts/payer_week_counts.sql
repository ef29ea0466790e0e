-- How many lines a payer's remittances of a week brought.
-- grain: one row per payer and remit week with lines
-- scope: store
--
-- A load counts the weeks it touched again and no others (database.update_payer_weeks).
with answers as (
    select
        remitted_lines.payer_name,
        remitted_lines.remit_week,
        count(*) as line_count,
        count(*) filter (
            where remitted_lines.is_duplicate or repeated_claims.claim_id is not null
        ) as duplicate_line_count,
        max(remitted_lines.remit_date) as last_remit_date,
    from marts.remitted_lines
    left join marts.repeated_claims on remitted_lines.claim_id = repeated_claims.claim_id
    where
        not remitted_lines.is_reversal
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_undecided
        and remitted_lines.remit_week is not null
    group by remitted_lines.payer_name, remitted_lines.remit_week
),

first_answers as (
    select
        payer_name,
        remit_week,
        count(*) as first_answer_line_count,
    from marts.line_outcomes
    where remit_week is not null and not is_secondary and not is_duplicate and not is_not_final
    group by payer_name, remit_week
)

select
    coalesce(answers.payer_name, first_answers.payer_name) as payer_name,
    coalesce(answers.line_count, 0) as line_count,
    coalesce(answers.duplicate_line_count, 0) as duplicate_line_count,
    coalesce(first_answers.first_answer_line_count, 0) as first_answer_line_count,
    answers.last_remit_date,
    coalesce(answers.remit_week, first_answers.remit_week) as remit_week,
from answers
full join first_answers
    on
        answers.payer_name = first_answers.payer_name
        and answers.remit_week = first_answers.remit_week;

-- An outcome has the payer, day, week, procedure, reason, charge and verdict of its first answer.
-- grain: one row per outcome that differs, or whose answer is not there
--
-- Payer, days, charge and payment are those of the file; reasons and verdict those of the line, which
-- other checks count again. Where several lines answer as one (a claim without lines, parts of an
-- answer), the outcome has their sum.
with answers as (
    select
        answered_lines.line_chain_number as chain_number,
        answered_lines.chain_line_number,
        answered_lines.line_answer_number as answer_number,
        count(*) as part_count,
        sum(recounted_lines.charge_amount) as charge_amount,
        sum(answered_lines.paid_amount) as paid_amount,
        sum(answered_lines.cost_share_amount) as cost_share_amount,
        sum(answered_lines.denied_amount) as denied_amount,
        bool_or(answered_lines.is_denied) as is_denied,
    from temp.answered_lines
    inner join temp.recounted_lines
        on
            answered_lines.claim_id = recounted_lines.claim_id
            and answered_lines.service_line_number = recounted_lines.service_line_number
    where answered_lines.chain_line_number is not null
    group by
        answered_lines.line_chain_number,
        answered_lines.chain_line_number,
        answered_lines.line_answer_number
),

expected as (
    select
        touched_outcomes.file_id,
        touched_outcomes.transaction_set_number,
        touched_outcomes.claim_number,
        touched_outcomes.service_line_number,
        coalesce(
            touched_outcomes.chain_number = answered_lines.line_chain_number
            and touched_outcomes.chain_line_number = answered_lines.chain_line_number
            and touched_outcomes.claim_id = answered_lines.claim_id
            and touched_outcomes.file_id = answered_lines.file_id
            and touched_outcomes.transaction_set_number = answered_lines.transaction_set_number
            and touched_outcomes.claim_number = answered_lines.claim_number
            and touched_outcomes.segment_number = answered_lines.segment_number
            and touched_outcomes.is_secondary = answered_lines.is_secondary
            and touched_outcomes.payer_name is not distinct from recounted_claims.payer_name
            and touched_outcomes.patient_control_number
            is not distinct from recounted_claims.patient_control_number
            and touched_outcomes.procedure_code
            is not distinct from answered_lines.procedure_code
            and touched_outcomes.paid_procedure_code
            is not distinct from answered_lines.paid_procedure_code
            and list_has_all(touched_outcomes.modifier_codes, answered_lines.modifier_codes),
            false
        ) as is_of_its_line,
        coalesce(
            touched_outcomes.remit_date is not distinct from recounted_claims.remit_date
            and touched_outcomes.remit_week is not distinct from recounted_claims.remit_week
            and touched_outcomes.service_date is not distinct from answered_lines.service_date
            and touched_outcomes.service_week
            is not distinct from date_trunc('week', answered_lines.service_date)::date
            and touched_outcomes.days_to_first_answer is not distinct from date_diff(
                'day', touched_outcomes.submission_date, touched_outcomes.remit_date
            ),
            false
        ) as is_of_its_days,
        coalesce(
            touched_outcomes.group_code is not distinct from answered_lines.group_code
            and touched_outcomes.carc_code is not distinct from answered_lines.carc_code
            and touched_outcomes.category is not distinct from answered_lines.category
            and touched_outcomes.owner is not distinct from answered_lines.owner
            and touched_outcomes.is_denied = answers.is_denied
            and touched_outcomes.is_duplicate = answered_lines.is_duplicate
            and touched_outcomes.is_not_final = answered_lines.is_not_final
            and touched_outcomes.is_patient_billed = (
                answers.is_denied and answered_lines.group_code is not distinct from 'PR'
            ),
            false
        ) as is_of_its_reason,
        coalesce(
            touched_outcomes.verdict = case
                when answers.part_count = 1 then answered_lines.verdict
                when
                    answers.denied_amount > 0
                    and answers.paid_amount <= 0
                    and answers.cost_share_amount <= 0
                    then 'full'
                when answers.denied_amount > 0 then 'partial'
                when answers.paid_amount > 0 or answers.cost_share_amount > 0 then 'paid'
                else answered_lines.verdict
            end
            and touched_outcomes.is_partial = (touched_outcomes.verdict = 'partial')
            and touched_outcomes.is_suspect = (touched_outcomes.verdict = 'suspect'),
            false
        ) as is_of_its_verdict,
        coalesce(
            touched_outcomes.charge_amount = answers.charge_amount
            and touched_outcomes.paid_amount = answers.paid_amount
            and touched_outcomes.cost_share_amount = answers.cost_share_amount
            and touched_outcomes.denied_amount = answers.denied_amount,
            false
        ) as is_of_its_amounts,
    from temp.touched_outcomes
    left join temp.recounted_claims
        on touched_outcomes.claim_id = recounted_claims.claim_id
    left join temp.answered_lines
        on
            recounted_claims.claim_id = answered_lines.claim_id
            and touched_outcomes.service_line_number = answered_lines.service_line_number
    left join answers
        on
            answered_lines.line_chain_number = answers.chain_number
            and answered_lines.chain_line_number = answers.chain_line_number
            and answered_lines.line_answer_number = answers.answer_number
    where touched_outcomes.verdict is distinct from 'unanswered'
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    is_of_its_line,
    is_of_its_days,
    is_of_its_reason,
    is_of_its_verdict,
    is_of_its_amounts,
from expected
where
    not (
        is_of_its_line
        and is_of_its_days
        and is_of_its_reason
        and is_of_its_verdict
        and is_of_its_amounts
    )

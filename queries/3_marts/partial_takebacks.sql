-- Money a payer took back from a line without reversing what it had answered.
-- grain: one row per reversed line that mirrors no answered line, with the line it takes from
-- scope: claim
-- needs: marts.chain_lines
--
-- The line is told by its number (REF 6R), unless the reversal gives it to several procedures, else
-- by procedure; day, payer's number and a standing payment decide between several. A reversal
-- without lines takes from the line that was paid most.
-- Nothing is taken from an answer that paid nothing: then the answer it takes back is not loaded.
with takeback_lines as (
    select
        remitted_lines.* replace (
            case
                when
                    min(remitted_lines.procedure_code) over numbers
                    = max(remitted_lines.procedure_code) over numbers
                    then remitted_lines.line_control_number
            end as line_control_number
        ),
        remitted_claims.payer_claim_control_number,
    from marts.remitted_lines
    inner join marts.remitted_claims on remitted_lines.claim_id = remitted_claims.claim_id
    left join marts.reversed_lines on remitted_lines.line_id = reversed_lines.reversal_line_id
    where remitted_claims.is_unmatched_reversal and reversed_lines.line_id is null
    window
        numbers as (
            partition by remitted_lines.claim_id, remitted_lines.line_control_number
        )
),

candidates as (
    select
        takeback_lines.claim_id,
        takeback_lines.line_id,
        takeback_lines.file_id,
        takeback_lines.transaction_set_number,
        takeback_lines.claim_number,
        takeback_lines.service_line_number,
        takeback_lines.chain_number,
        takeback_lines.answer_number,
        chain_lines.chain_line_number,
        -takeback_lines.paid_amount as taken_back_amount,
        takeback_lines.remit_date,
        takeback_lines.line_control_number = remitted_lines.line_control_number
            as has_same_number,
        takeback_lines.procedure_code = remitted_lines.procedure_code
        and takeback_lines.service_line_number > 0 as has_same_procedure,
        takeback_lines.service_date = remitted_lines.service_date as has_same_day,
        remitted_claims.payer_claim_control_number = takeback_lines.payer_claim_control_number
            as has_same_claim_number,
        chain_lines.answer_number as taken_from_answer_number,
        case when remitted_lines.is_reversed then 0 else remitted_lines.paid_amount end
            as standing_paid_amount,
    from takeback_lines
    inner join marts.chain_lines
        on
            takeback_lines.chain_number = chain_lines.chain_number
            and takeback_lines.answer_number > chain_lines.answer_number
    inner join marts.remitted_lines on chain_lines.line_id = remitted_lines.line_id
    inner join marts.remitted_claims on remitted_lines.claim_id = remitted_claims.claim_id
    where
        takeback_lines.paid_amount < 0
        and remitted_lines.paid_amount > 0
        and not remitted_lines.is_duplicate
        and not remitted_lines.is_not_final
        and (
            takeback_lines.service_line_number = 0
            or remitted_lines.service_line_number = 0
            or takeback_lines.line_control_number = remitted_lines.line_control_number
            or takeback_lines.procedure_code = remitted_lines.procedure_code
        )
)

select
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    chain_number,
    answer_number,
    chain_line_number,
    taken_from_answer_number,
    taken_back_amount,
    remit_date,
from candidates
qualify
    row_number() over (
        partition by line_id
        order by
            coalesce(has_same_number, false) desc,
            coalesce(has_same_procedure, false) desc,
            coalesce(has_same_day, false) desc,
            coalesce(has_same_claim_number, false) desc,
            standing_paid_amount > 0 desc,
            standing_paid_amount desc,
            taken_from_answer_number desc,
            chain_line_number
    ) = 1;

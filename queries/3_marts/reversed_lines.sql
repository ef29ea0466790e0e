-- Which answered line a reversal takes back whole.
-- grain: one row per answered line taken back; line 0 for a claim without lines
-- scope: claim
-- needs: marts.remitted_claims
--
-- A reversal that mirrors an answer takes back all its lines. One of other amounts may still mirror
-- single lines of an answer of its payer number: the same procedure, charge and payment, negated;
-- the n-th of equal ones takes back the n-th.
with billed_as as (
    select
        remitted_lines.claim_id,
        remitted_lines.line_id,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        coalesce(
            remitted_lines.submitted_procedure_code,
            remitted_lines.procedure_code,
            remitted_lines.revenue_code,
            ''
        ) as procedure_code,
        coalesce(upper(trim(remitted_lines.line_control_number)), '') as line_control_number,
        coalesce(remitted_lines.charge_amount, 0) as charge_amount,
        coalesce(remitted_lines.paid_amount, 0) as paid_amount,
        remitted_claims.chain_number,
        remitted_claims.answer_number,
        remitted_claims.payer_claim_control_number,
        remitted_claims.original_reference_number,
        remitted_claims.is_unmatched_reversal,
        remitted_claims.remit_date,
    from staging.remitted_lines
    inner join marts.remitted_claims on remitted_lines.claim_id = remitted_claims.claim_id
    where
        remitted_claims.is_unmatched_reversal
        or (
            remitted_claims.chain_number in (
                select unmatched.chain_number
                from marts.remitted_claims as unmatched
                where unmatched.is_unmatched_reversal
            )
            and not remitted_claims.is_reversal
            and not remitted_claims.is_reversed
        )
),

pairs as (
    select
        reversal.claim_id as reversal_claim_id,
        reversal.line_id as reversal_line_id,
        reversal.service_line_number as reversal_line_number,
        reversal.answer_number as reversal_answer_number,
        reversal.remit_date as reversal_date,
        original.claim_id,
        original.line_id,
        original.file_id,
        original.transaction_set_number,
        original.claim_number,
        original.service_line_number,
        row_number() over (
            partition by reversal.line_id
            order by
                reversal.line_control_number != original.line_control_number,
                original.answer_number,
                original.file_id,
                original.claim_number,
                original.service_line_number
        ) as place_of_original,
        row_number() over (
            partition by original.line_id
            order by
                reversal.line_control_number != original.line_control_number,
                reversal.answer_number,
                reversal.file_id,
                reversal.claim_number,
                reversal.service_line_number
        ) as place_of_reversal,
    from billed_as as reversal
    inner join billed_as as original
        on
            reversal.chain_number = original.chain_number
            and reversal.procedure_code = original.procedure_code
            and -reversal.charge_amount = original.charge_amount
            and -reversal.paid_amount = original.paid_amount
            and reversal.answer_number > original.answer_number
            and (
                reversal.line_control_number = ''
                or original.line_control_number = ''
                or reversal.line_control_number = original.line_control_number
            )
            and (
                reversal.payer_claim_control_number is null
                or reversal.payer_claim_control_number = original.payer_claim_control_number
                or reversal.original_reference_number = original.payer_claim_control_number
            )
    where
        reversal.is_unmatched_reversal
        and not original.is_unmatched_reversal
        and original.charge_amount > 0
),

-- Of equal lines the n-th takes back the n-th; none is taken back twice, none takes back two.
mirrored_lines as (
    select *
    from pairs
    where place_of_original = place_of_reversal
    qualify
        row_number() over (partition by reversal_line_id order by place_of_original) = 1
        and row_number() over (partition by line_id order by place_of_reversal) = 1
)

select
    reversals.original_claim_id as claim_id,
    coalesce(remitted_lines.line_id, reversals.original_claim_id << 14) as line_id,
    reversals.original_file_id as file_id,
    reversals.original_transaction_set_number as transaction_set_number,
    reversals.original_claim_number as claim_number,
    coalesce(remitted_lines.service_line_number, 0) as service_line_number,
    reversals.claim_id as reversal_claim_id,
    null::bigint as reversal_line_id,
    null::integer as reversal_line_number,
    remitted_claims.answer_number as reversal_answer_number,
    remitted_claims.remit_date as reversal_date,
from marts.reversals
inner join marts.remitted_claims on reversals.claim_id = remitted_claims.claim_id
left join staging.remitted_lines on reversals.original_claim_id = remitted_lines.claim_id
union all
select
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    reversal_claim_id,
    reversal_line_id,
    reversal_line_number,
    reversal_answer_number,
    reversal_date,
from mirrored_lines;

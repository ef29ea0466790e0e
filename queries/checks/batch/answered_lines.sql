-- An answered line as the marts have it, with the line of the chain it answers.
-- grain: one row per line of marts.remitted_lines
-- param load_number: the load whose files count; null for everything loaded
select
    remitted_lines.claim_id,
    remitted_lines.line_id,
    remitted_lines.file_id,
    remitted_lines.transaction_set_number,
    remitted_lines.claim_number,
    remitted_lines.service_line_number,
    remitted_lines.segment_number,
    remitted_lines.chain_number,
    remitted_lines.answer_number,
    chain_lines.chain_number as line_chain_number,
    chain_lines.answer_number as line_answer_number,
    chain_lines.chain_line_number,
    coalesce(chain_lines.is_whole_claim, false) as is_whole_claim,
    remitted_lines.payer_name,
    remitted_lines.patient_control_number,
    remitted_lines.procedure_code,
    remitted_lines.paid_procedure_code,
    remitted_lines.modifier_codes,
    remitted_lines.line_control_number,
    remitted_lines.verdict,
    remitted_lines.group_code,
    remitted_lines.carc_code,
    remitted_lines.category,
    remitted_lines.owner,
    remitted_lines.charge_amount,
    remitted_lines.paid_amount,
    remitted_lines.cost_share_amount,
    remitted_lines.denied_amount,
    remitted_lines.is_denied,
    remitted_lines.is_secondary,
    remitted_lines.is_predetermination,
    remitted_lines.is_undecided,
    remitted_lines.is_reversal,
    remitted_lines.is_reversed,
    remitted_lines.is_duplicate,
    remitted_lines.is_not_final,
    remitted_lines.service_date,
    remitted_lines.remit_date,
    remitted_lines.remit_week,
from marts.remitted_lines
left join (
    select *
    from marts.chain_lines
    where
        $load_number is null
        or claim_id in (select recounted_claims.claim_id from temp.recounted_claims)
) as chain_lines on remitted_lines.line_id = chain_lines.line_id
where
    $load_number is null
    or remitted_lines.claim_id in (
        select recounted_claims.claim_id from temp.recounted_claims
    )

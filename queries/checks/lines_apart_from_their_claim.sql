-- An answered line is in its claim's chain and answer, and is taken back when its claim is.
-- grain: one row per line that is elsewhere
select
    answered_lines.file_id,
    answered_lines.transaction_set_number,
    answered_lines.claim_number,
    answered_lines.service_line_number,
    kept_claims.chain_number,
    answered_lines.chain_number as chain_number_of_line,
from temp.answered_lines
inner join temp.kept_claims on answered_lines.claim_id = kept_claims.claim_id
where
    answered_lines.chain_number != kept_claims.chain_number
    or answered_lines.answer_number != kept_claims.answer_number
    or answered_lines.line_chain_number != kept_claims.chain_number
    or answered_lines.line_answer_number != kept_claims.answer_number
    or answered_lines.is_reversal != kept_claims.is_reversal
    or (kept_claims.is_reversed and not answered_lines.is_reversed)
    or answered_lines.is_secondary != kept_claims.is_secondary
    or answered_lines.is_predetermination != kept_claims.is_predetermination
    or answered_lines.is_undecided != kept_claims.is_undecided

-- A claim as the marts have it, of those a check looks at.
-- grain: one row per row of marts.claims
-- param load_number: the load whose files count; null for everything loaded
select
    claims.life_number,
    claims.carc_codes,
    claims.categories,
    claims.first_result,
    claims.final_result,
    claims.submission_count,
    claims.rejected_submission_count,
    claims.answer_count,
    claims.paid_amount,
    claims.denied_amount,
    claims.recovered_amount,
    claims.open_amount,
    claims.is_billed,
    claims.is_answered,
    claims.is_rejected,
    claims.is_denied,
    claims.is_first_pass,
    claims.is_clean,
    claims.is_voided,
    claims.first_submission_date,
    claims.first_remit_date,
    claims.last_remit_date,
    claims.claim_date,
    claims.claim_week,
from marts.claims
left join temp.touched_lives on claims.life_number = touched_lives.life_number
where touched_lives.life_number is not null or $load_number is null

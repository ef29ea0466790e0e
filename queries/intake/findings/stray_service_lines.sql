-- Which billed services stand outside the claims and lines that say whose they are?
-- grain: one row per line without a claim, and per claim with services outside lines
select
    file_id,
    transaction_set_number,
    segment_number,
    'line_without_claim' as finding_code,
    found,
    'CLM, then LX, then SV' as expected,
    'A billed service stands outside the claim or line it belongs to, and is left out.' as message,
from raw.claim_837_stray_lines
where file_id in (select file_id from temp.files_in_hand)

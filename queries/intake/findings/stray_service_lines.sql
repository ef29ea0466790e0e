-- Which billed services are outside the claims and lines that say whose they are?
-- grain: one row per line without a claim, and per claim with services outside lines
select
    file_id,
    transaction_set_number,
    segment_number,
    'billed_line_without_claim' as finding_key,
    found,
from raw.claim_837_stray_lines
where file_id in (select file_id from temp.files_in_hand)

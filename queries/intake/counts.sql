-- How much is in each file in hand: remittances, answered claims, lines and adjustments?
-- grain: one row per file in hand
with claims as (
    select file_id, count(*) as claim_count from staging.remitted_claims
    group by file_id
),

lines as (
    select file_id, count(*) as line_count from staging.remitted_lines
    group by file_id
),

adjustments as (
    select file_id, count(*) as adjustment_count from staging.adjustments
    group by file_id
),

remittances as (
    select file_id, count(*) as transaction_set_count from staging.remittances
    group by file_id
)

select
    files_in_hand.file_id,
    coalesce(remittances.transaction_set_count, 0) as transaction_set_count,
    coalesce(claims.claim_count, 0) as claim_count,
    coalesce(lines.line_count, 0) as line_count,
    coalesce(adjustments.adjustment_count, 0) as adjustment_count,
from temp.files_in_hand
left join remittances on files_in_hand.file_id = remittances.file_id
left join claims on files_in_hand.file_id = claims.file_id
left join lines on files_in_hand.file_id = lines.file_id
left join adjustments on files_in_hand.file_id = adjustments.file_id
order by files_in_hand.file_order

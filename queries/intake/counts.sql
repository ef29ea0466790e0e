-- How much is in each file in hand: sets, claims, lines and adjustments, of any kind?
-- grain: one row per file in hand
with sets as (
    select file_id from staging.remittances
    union all
    select file_id from staging.submissions
    union all
    select file_id from staging.acknowledgments
    union all
    select file_id from staging.acknowledged_groups
    union all
    select file_id from staging.information_request_sets
),

claims as (
    select file_id from staging.remitted_claims
    union all
    select file_id from staging.claims
    union all
    select file_id from staging.acknowledged_claims
    union all
    select file_id from staging.information_requests
),

lines as (
    select file_id, service_line_number from staging.remitted_lines
    union all
    select file_id, service_line_number from staging.service_lines
),

counted_sets as (
    select file_id, count(*) as transaction_set_count
    from sets
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
),

counted_claims as (
    select file_id, count(*) as claim_count
    from claims
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
),

counted_lines as (
    select
        file_id,
        count(*) as line_count,
        max(service_line_number) as most_lines_of_a_claim,
    from lines
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
),

counted_adjustments as (
    select file_id, count(*) as adjustment_count
    from staging.adjustments
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
)

select
    files_in_hand.file_id,
    coalesce(counted_sets.transaction_set_count, 0) as transaction_set_count,
    coalesce(counted_claims.claim_count, 0) as claim_count,
    coalesce(counted_lines.line_count, 0) as line_count,
    coalesce(counted_adjustments.adjustment_count, 0) as adjustment_count,
    coalesce(counted_lines.most_lines_of_a_claim, 0) as most_lines_of_a_claim,
from temp.files_in_hand
left join counted_sets on files_in_hand.file_id = counted_sets.file_id
left join counted_claims on files_in_hand.file_id = counted_claims.file_id
left join counted_lines on files_in_hand.file_id = counted_lines.file_id
left join counted_adjustments on files_in_hand.file_id = counted_adjustments.file_id
order by files_in_hand.file_order

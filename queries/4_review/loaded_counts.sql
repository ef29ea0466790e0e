-- How many claims and lines are loaded, of each kind?
-- grain: one row
with answered_claims as (
    select count(*) as remitted_claim_count
    from marts.remitted_claims
),

answered_lines as (
    select count(*) as remitted_line_count
    from marts.remitted_lines
    where service_line_number > 0
),

sent as (
    select
        count(*) filter (where claim_number is not null) as sent_claim_count,
        count(*) filter (where claim_number is null) as only_acknowledged_claim_count,
    from marts.submitted_claims
),

acknowledged as (
    select count(*) as acknowledged_claim_count
    from (
        select distinct file_id, submitted_file_id, submitted_segment_number
        from marts.submission_statuses
        where source = '277CA' and level in ('claim', 'line')
    ) as named_claims
)

select
    answered_claims.remitted_claim_count,
    answered_lines.remitted_line_count,
    sent.sent_claim_count,
    sent.only_acknowledged_claim_count,
    acknowledged.acknowledged_claim_count,
from answered_claims
cross join answered_lines
cross join sent
cross join acknowledged

-- Every billed claim and line of staging stands in the marts.
-- grain: one row per file with another number
with staged as (
    select file_id, count(*) as claim_count
    from staging.claims
    group by file_id
),

modelled as (
    select file_id, count(*) as claim_count
    from marts.submitted_claims
    where claim_number is not null
    group by file_id
),

staged_lines as (
    select file_id, count(*) as line_count
    from staging.service_lines
    group by file_id
),

modelled_lines as (
    select file_id, count(*) as line_count
    from marts.service_lines
    group by file_id
)

select
    staged.file_id,
    staged.claim_count,
    coalesce(modelled.claim_count, 0) as modelled_claim_count,
    coalesce(staged_lines.line_count, 0) as line_count,
    coalesce(modelled_lines.line_count, 0) as modelled_line_count,
from staged
left join modelled on staged.file_id = modelled.file_id
left join staged_lines on staged.file_id = staged_lines.file_id
left join modelled_lines on staged.file_id = modelled_lines.file_id
where
    staged.claim_count != coalesce(modelled.claim_count, 0)
    or coalesce(staged_lines.line_count, 0) != coalesce(modelled_lines.line_count, 0)

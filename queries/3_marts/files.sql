-- A file that was handed in, and what became of it.
-- grain: one row per file: loaded, duplicate or refused
-- scope: store
--
-- Findings of a loaded file are those still listed: a later file may bring what one was about.
with listed as (
    select
        file_id,
        count(*) as finding_count,
    from marts.findings
    group by file_id
)

select
    files.file_id,
    files.file_name,
    files.file_kind,
    files.status,
    files.message,
    files.byte_count,
    files.transaction_set_count,
    files.claim_count,
    files.line_count,
    files.adjustment_count,
    case
        when files.status = 'loaded' then coalesce(listed.finding_count, 0)
        else files.finding_count
    end as finding_count,
    files.kept_claim_count,
    files.kept_line_count,
    files.kept_charge_amount,
    files.kept_paid_amount,
    files.load_number,
    files.loaded_at,
from staging.files
left join listed on files.file_id = listed.file_id;

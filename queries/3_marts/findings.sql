-- Something odd about a file that loaded all the same, by the file's name.
-- grain: one row per finding
-- scope: store
--
-- A batch rejected as a whole was said for want of its 837: no longer once that is loaded.
with batches_since_loaded as (
    select distinct
        statuses.file_id,
        statuses.segment_number,
    from staging.acknowledgment_statuses as statuses
    inner join staging.acknowledgment_parties as parties
        on statuses.set_id = parties.set_id and statuses.level_number = parties.level_number
    inner join staging.submissions on parties.batch_number = submissions.batch_number
)

select
    findings.file_id,
    files.file_name,
    findings.transaction_set_number,
    findings.segment_number,
    findings.finding_code,
    findings.found,
    findings.expected,
    findings.message,
    findings.expected = 'nothing to do' as is_note,
from staging.findings
inner join staging.files on findings.file_id = files.file_id and files.status = 'loaded'
left join batches_since_loaded
    on
        findings.file_id = batches_since_loaded.file_id
        and findings.segment_number = batches_since_loaded.segment_number
        and findings.finding_code = 'batch_rejected'
where batches_since_loaded.file_id is null
union all
select
    rejected_rows.file_id,
    files.file_name,
    null as transaction_set_number,
    rejected_rows.row_number as segment_number,
    'row_kept_aside' as finding_code,
    'row ' || rejected_rows.row_number::varchar as found,
    'a row that can be read' as expected,
    rejected_rows.reason as message,
    false as is_note,
from staging.rejected_rows
inner join staging.files on rejected_rows.file_id = files.file_id and files.status = 'loaded'
where not rejected_rows.is_no_claim
union all
select
    rejected_rows.file_id,
    any_value(files.file_name) as file_name,
    null as transaction_set_number,
    min(rejected_rows.row_number) as segment_number,
    'row_is_no_claim' as finding_code,
    case when count(*) = 1 then 'row ' else count(*)::varchar || ' rows, first row ' end
    || min(rejected_rows.row_number)::varchar as found,
    'nothing to do' as expected,
    'Set apart: ' || rejected_rows.reason as message,
    true as is_note,
from staging.rejected_rows
inner join staging.files on rejected_rows.file_id = files.file_id and files.status = 'loaded'
where rejected_rows.is_no_claim
group by rejected_rows.file_id, rejected_rows.reason;

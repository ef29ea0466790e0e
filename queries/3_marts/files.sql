-- A file that was handed in, and what became of it.
-- grain: one row per file handed in: loaded, duplicate or refused
-- scope: store
select
    file_id,
    file_name,
    file_kind,
    status,
    message,
    byte_count,
    transaction_set_count,
    claim_count,
    line_count,
    adjustment_count,
    finding_count,
    kept_claim_count,
    kept_line_count,
    kept_charge_amount,
    kept_paid_amount,
    load_number,
    loaded_at,
from staging.files;

comment on column marts.files.file_id is 'Key of the file: the start of its SHA-256.';
comment on column marts.files.file_name is 'Name as handed in; members of archives after a slash.';
comment on column marts.files.file_kind is '835, 837P, 837I, 837D, 277CA, 999, several with a plus between, or csv.';
comment on column marts.files.status is 'loaded, duplicate or refused.';
comment on column marts.files.message is 'What to know about it, in a sentence.';
comment on column marts.files.byte_count is 'Size in bytes.';
comment on column marts.files.transaction_set_count is 'Remittances, batches of claims and acknowledgments in it.';
comment on column marts.files.claim_count is 'Claims in it: answered (CLP), billed (CLM) or acknowledged (277CA).';
comment on column marts.files.line_count is 'Lines in it: answered (SVC) or billed (LX).';
comment on column marts.files.adjustment_count is 'Adjustments in it (CAS triplets).';
comment on column marts.files.finding_count is 'Odd things found in it.';
comment on column marts.files.kept_claim_count is 'Claims of it that count: none loaded before.';
comment on column marts.files.kept_line_count is 'Lines of it that count: none loaded before.';
comment on column marts.files.kept_charge_amount is 'US dollars charged on the claims that count (CLP03, CLM02).';
comment on column marts.files.kept_paid_amount is 'US dollars paid on the claims that count (CLP04).';
comment on column marts.files.load_number is 'The load that brought it.';
comment on column marts.files.loaded_at is 'When, in UTC.';

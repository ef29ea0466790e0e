-- Which billed claims of the files in hand were already loaded, in the same batch?
-- grain: one row per repeated claim; claim 0 is a transaction set without claims
--
-- A batch is known by its submitter, its number (BHT03) and its date, whatever envelope it stands
-- in, or, in an extract, by its payer and date; a claim of it by its control number, charge, days,
-- frequency and what it corrects. The n-th of equal claims is the n-th. The same claim in another
-- batch was sent again, and counts again.
-- Already loaded means: in a file loaded earlier, or earlier among the files in hand.
with batches as (
    select
        submissions.file_id,
        submissions.transaction_set_number,
        coalesce(files_in_hand.file_order, 0) as file_order,
        concat_ws(
            '|',
            source,
            upper(coalesce(submitter_id, submitter_name, '')),
            case when source = 'csv' then upper(coalesce(receiver_name, receiver_id, '')) end,
            coalesce(batch_number, ''),
            coalesce(submission_date, date '1900-01-01')::varchar,
            coalesce(claim_kind, '')
        ) as batch_key,
    from staging.submissions
    left join temp.files_in_hand on submissions.file_id = files_in_hand.file_id
),

-- Only batches told more than once need a closer look.
repeats as (
    select *
    from batches
    qualify
        count(*) over (partition by batch_key) > 1
        and max(file_order) over (partition by batch_key) > 0
),

claims as (
    select
        repeats.file_id,
        repeats.transaction_set_number,
        repeats.file_order,
        repeats.batch_key,
        claims.claim_number,
        concat_ws(
            '|',
            coalesce(claims.patient_control_number, ''),
            coalesce(claims.charge_amount::varchar, ''),
            coalesce(claims.statement_from_date::varchar, ''),
            coalesce(claims.frequency_code, ''),
            coalesce(claims.original_reference_number, ''),
            coalesce(claims.prior_authorization_number, '')
        ) as claim_key,
    from repeats
    inner join staging.claims
        on
            repeats.file_id = claims.file_id
            and repeats.transaction_set_number = claims.transaction_set_number
),

numbered_claims as (
    select
        *,
        row_number() over (
            partition by file_id, transaction_set_number, claim_key
            order by claim_number
        ) as copy_number,
        count(*) over (partition by file_id, transaction_set_number) as claim_count,
    from claims
),

ordered_claims as (
    select
        *,
        row_number() over (
            partition by batch_key, claim_key, copy_number
            order by file_order, file_id, transaction_set_number
        ) as mention_number,
    from numbered_claims
),

empty_sets as (
    select
        repeats.*,
        row_number() over (
            partition by repeats.batch_key
            order by repeats.file_order, repeats.file_id, repeats.transaction_set_number
        ) as mention_number,
    from repeats
    left join claims
        on
            repeats.file_id = claims.file_id
            and repeats.transaction_set_number = claims.transaction_set_number
    where claims.file_id is null
)

select
    file_id,
    transaction_set_number,
    claim_number,
    claim_count,
from ordered_claims
where mention_number > 1 and file_order > 0
union all
select
    file_id,
    transaction_set_number,
    0 as claim_number,
    0 as claim_count,
from empty_sets
where mention_number > 1 and file_order > 0
order by file_id, transaction_set_number, claim_number

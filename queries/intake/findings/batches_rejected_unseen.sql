-- Which batches were rejected as a whole whose claims no loaded file names?
-- grain: one row per rejected receiver or provider of a 277CA
--
-- A level that names its claims one by one speaks for itself. Once the 837 is loaded all its claims
-- are rejected (marts.submission_statuses), and marts.findings says this no longer.
--
-- Only sets of the files in hand are put in order (as staging.acknowledgment_levels does with all).
with levels as (
    select
        file_id,
        transaction_set_number,
        level_number,
        level_code,
        max(case when level_code = '21' then level_number end) over so_far
            as receiver_level_number,
        max(case when level_code = '19' then level_number end) over so_far
            as provider_level_number,
        trim(batch_number) as batch_number,
        try_cast(rejected_claim_count as integer) as rejected_claim_count,
        staging.amount_of(rejected_amount) as rejected_amount,
    from raw.acknowledgment_277_levels
    where file_id in (select file_id from temp.files_in_hand)
    window
        so_far as (
            partition by file_id, transaction_set_number
            order by level_number
            rows between unbounded preceding and current row
        )
),

rejected_levels as (
    select
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.level_number,
        min(statuses.segment_number) as segment_number,
    from staging.acknowledgment_statuses as statuses
    left join reference.acknowledgment_categories
        on
            acknowledgment_categories.status_category_code in (
                statuses.status_category_code,
                statuses.status_category_code_2,
                statuses.status_category_code_3
            )
            and acknowledgment_categories.standing = 'rejected'
    where
        statuses.file_id in (select file_id from temp.files_in_hand)
        and statuses.level_code in ('19', '21')
        and (
            acknowledgment_categories.standing is not null
            or statuses.action_code = 'U'
        )
    group by
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.level_number
),

named as (
    select distinct
        levels.file_id,
        levels.transaction_set_number,
        unnest([levels.receiver_level_number, levels.provider_level_number])
            as level_number,
    from levels
    inner join staging.acknowledged_claims
        on
            levels.file_id = acknowledged_claims.file_id
            and levels.transaction_set_number
            = acknowledged_claims.transaction_set_number
            and levels.level_number = acknowledged_claims.level_number
),

unseen as (
    select
        levels.file_id,
        levels.transaction_set_number,
        rejected_levels.segment_number,
        levels.level_code,
        receivers.batch_number,
        levels.rejected_claim_count,
        levels.rejected_amount,
    from rejected_levels
    inner join levels
        on
            rejected_levels.file_id = levels.file_id
            and rejected_levels.transaction_set_number = levels.transaction_set_number
            and rejected_levels.level_number = levels.level_number
    left join levels as receivers
        on
            levels.file_id = receivers.file_id
            and levels.transaction_set_number = receivers.transaction_set_number
            and levels.receiver_level_number = receivers.level_number
    left join named
        on
            levels.file_id = named.file_id
            and levels.transaction_set_number = named.transaction_set_number
            and levels.level_number = named.level_number
    left join (select distinct batch_number from staging.submissions) as submissions
        on receivers.batch_number = submissions.batch_number
    where named.file_id is null and submissions.batch_number is null
)

select
    file_id,
    transaction_set_number,
    segment_number,
    'batch_rejected' as finding_key,
    -- The number is the sender's, and whatever stands there in a damaged file: only its shape.
    'batch number: ' || coalesce(raw.shape_of(batch_number), 'nothing') as found,
    'its 837' as expected,
    case
        when rejected_claim_count is null then 'All claims'
        else
            rejected_claim_count::varchar
            || case when rejected_claim_count = 1 then ' claim' else ' claims' end
    end
    || coalesce(', $' || format('{:,.2f}', rejected_amount::double), '')
    || ' rejected at ' || if(level_code = '21', 'receiver', 'provider') || ' level'
    || case
        when rejected_claim_count is null then ''
        when level_code = '21' then ' (QTY AA, AMT YY)'
        else ' (QTY QC, AMT YY)'
    end
    || '; their 837 is not loaded.' as message,
from unseen

-- Batches that a 277CA rejects as a whole, of which no claim file is loaded: who knows what was in them?
-- One row per rejected receiver or provider level, with the counts the 277CA gives of it.
--
-- A level that names its claims one by one speaks for itself; so does a batch whose 837 is loaded,
-- all of whose claims are rejected then (marts.submission_statuses).
create or replace macro intake.batches_rejected_unseen() as table (
    with rejected_levels as (
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
            statuses.level_code in ('19', '21')
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
        from staging.acknowledgment_levels as levels
        inner join staging.acknowledged_claims
            on
                levels.file_id = acknowledged_claims.file_id
                and levels.transaction_set_number
                = acknowledged_claims.transaction_set_number
                and levels.level_number = acknowledged_claims.level_number
    )

    select
        levels.file_id,
        levels.transaction_set_number,
        rejected_levels.segment_number,
        levels.level_code,
        receivers.batch_number,
        levels.rejected_claim_count,
        levels.rejected_amount,
    from rejected_levels
    inner join staging.acknowledgment_levels as levels
        on
            rejected_levels.file_id = levels.file_id
            and rejected_levels.transaction_set_number = levels.transaction_set_number
            and rejected_levels.level_number = levels.level_number
    left join staging.acknowledgment_levels as receivers
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

-- Which submissions an acknowledgment of a batch, a provider or a whole set is about.
-- grain: one row per status above the claims, or answered set of a 999, and submission it means
-- scope: store
-- needs: staging.claims
--
-- A 277CA names batches by the sender's batch number and providers by their national number, a 999
-- names sets by group and set number. Such numbers come round again: the latest one sent by then is
-- meant.
with sent_sets as (
    select
        submissions.set_id,
        submissions.file_id,
        submissions.transaction_set_number,
        submissions.submission_date,
        submissions.batch_number,
        submissions.set_control_number,
        submissions.group_control_number,
    from staging.submissions
    semi join staging.claims on submissions.set_id = claims.set_id
),

providers as (
    select distinct
        set_id,
        billing_provider_npi,
    from staging.billing_providers
),

batches as (
    select
        statuses.set_id,
        statuses.segment_number,
        sent_sets.set_id as submitted_set_id,
    from staging.acknowledgment_statuses as statuses
    inner join staging.acknowledgments on statuses.set_id = acknowledgments.set_id
    inner join staging.acknowledgment_levels as levels
        on statuses.set_id = levels.set_id and statuses.level_number = levels.level_number
    inner join staging.acknowledgment_levels as receivers
        on
            levels.set_id = receivers.set_id
            and levels.receiver_level_number = receivers.level_number
    inner join sent_sets
        on
            receivers.batch_number = sent_sets.batch_number
            and coalesce(acknowledgments.acknowledgment_date >= sent_sets.submission_date, true)
    left join providers
        on
            statuses.level_code = '19'
            and sent_sets.set_id = providers.set_id
            and levels.entity_id = providers.billing_provider_npi
    where
        statuses.level_code = '21'
        or (statuses.level_code = '19' and providers.set_id is not null)
    qualify
        dense_rank() over (
            partition by statuses.set_id, statuses.segment_number
            order by
                sent_sets.submission_date desc nulls last,
                sent_sets.file_id,
                sent_sets.transaction_set_number
        ) = 1
),

-- A group refused as a whole need not name its sets.
sets as (
    select
        acknowledged_groups.set_id,
        coalesce(acknowledged_sets.segment_number, acknowledged_groups.segment_number)
            as segment_number,
        sent_sets.set_id as submitted_set_id,
    from staging.acknowledged_groups
    left join staging.acknowledged_sets
        on acknowledged_groups.set_id = acknowledged_sets.set_id
    inner join sent_sets
        on
            ltrim(acknowledged_groups.answered_group_control_number, '0')
            = ltrim(sent_sets.group_control_number, '0')
            and (
                acknowledged_sets.answered_set_control_number is null
                or ltrim(acknowledged_sets.answered_set_control_number, '0')
                = ltrim(sent_sets.set_control_number, '0')
            )
            and coalesce(
                acknowledged_groups.acknowledgment_date >= sent_sets.submission_date, true
            )
    qualify
        dense_rank() over (
            partition by
                acknowledged_groups.set_id,
                coalesce(acknowledged_sets.segment_number, acknowledged_groups.segment_number)
            order by sent_sets.submission_date desc nulls last, sent_sets.file_id
        ) = 1
)

select set_id, segment_number, submitted_set_id from batches
union
select set_id, segment_number, submitted_set_id from sets;

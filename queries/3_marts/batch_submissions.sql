-- Of which sent claims a status above the claims speaks: of a provider, a batch, a set or a group.
-- grain: one row per such status of a 277CA or answer of a 999, and claim it speaks of
--
-- A 277CA speaks of every claim of its batch that has no status of its own there. Numbers of batches
-- and groups come round again: the latest of that number sent by then is meant.
with batch_claims as (
    select
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.segment_number,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
    from staging.acknowledgment_statuses as statuses
    inner join staging.acknowledgment_parties as parties
        on
            statuses.file_id = parties.file_id
            and statuses.transaction_set_number = parties.transaction_set_number
            and statuses.level_number = parties.level_number
    inner join marts.billed_claims
        on
            parties.batch_number = billed_claims.batch_number
            and coalesce(parties.acknowledgment_date >= billed_claims.submission_date, true)
            and (
                statuses.level_code = '21'
                or parties.entity_id = billed_claims.billing_provider_npi
            )
    left join marts.named_submissions
        on
            statuses.file_id = named_submissions.file_id
            and statuses.transaction_set_number = named_submissions.transaction_set_number
            and billed_claims.file_id = named_submissions.submitted_file_id
            and billed_claims.segment_number = named_submissions.submitted_segment_number
    where statuses.level_code in ('19', '21') and named_submissions.file_id is null
    qualify
        dense_rank() over (
            partition by statuses.file_id, statuses.segment_number
            order by
                billed_claims.submission_date desc nulls last,
                billed_claims.file_id,
                billed_claims.transaction_set_number
        ) = 1
),

set_claims as (
    select
        set_answers.file_id,
        set_answers.transaction_set_number,
        set_answers.segment_number,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
    from marts.set_answers
    inner join marts.billed_claims
        on
            ltrim(set_answers.answered_group_control_number, '0')
            = ltrim(billed_claims.group_control_number, '0')
            and (
                set_answers.answered_set_control_number is null
                or ltrim(set_answers.answered_set_control_number, '0')
                = ltrim(billed_claims.set_control_number, '0')
            )
            and coalesce(set_answers.acknowledgment_date >= billed_claims.submission_date, true)
    qualify
        dense_rank() over (
            partition by set_answers.file_id, set_answers.segment_number
            order by billed_claims.submission_date desc nulls last, billed_claims.file_id
        ) = 1
)

select
    *,
    '277CA' as source,
from batch_claims
union all
select
    *,
    '999' as source,
from set_claims;

comment on column marts.batch_submissions.file_id is 'Key of the acknowledgment''s file.';
comment on column marts.batch_submissions.transaction_set_number is 'Which transaction set of that file.';
comment on column marts.batch_submissions.segment_number is 'Segment of that file.';
comment on column marts.batch_submissions.submitted_file_id is 'Key of the file that sent the claim.';
comment on column marts.batch_submissions.submitted_segment_number is 'Segment where the claim opens there.';
comment on column marts.batch_submissions.source is '277CA or 999.';

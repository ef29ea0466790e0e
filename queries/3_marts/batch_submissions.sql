-- Of which sent claims a status above the claims speaks: of a provider, a batch, a set or a group.
-- grain: one row per such status of a 277CA or answer of a 999, and claim it speaks of
-- scope: claim
--
-- A 277CA speaks of every claim of its batch that has no status of its own there. Which batch, set or
-- group is meant says marts.answered_sets.
with batch_claims as (
    select
        billed_claims.claim_id as submitted_claim_id,
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.segment_number,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
    from staging.acknowledgment_statuses as statuses
    inner join staging.acknowledgment_parties as parties
        on statuses.set_id = parties.set_id and statuses.level_number = parties.level_number
    inner join marts.answered_sets
        on
            statuses.set_id = answered_sets.set_id
            and statuses.segment_number = answered_sets.segment_number
    inner join marts.billed_claims
        on
            answered_sets.submitted_set_id = billed_claims.set_id
            and (
                statuses.level_code = '21'
                or parties.entity_id = billed_claims.billing_provider_npi
            )
    left join marts.named_submissions
        on
            statuses.file_id = named_submissions.file_id
            and statuses.transaction_set_number = named_submissions.transaction_set_number
            and billed_claims.claim_id = named_submissions.submitted_claim_id
    where statuses.level_code in ('19', '21') and named_submissions.file_id is null
),

set_claims as (
    select
        billed_claims.claim_id as submitted_claim_id,
        set_answers.file_id,
        set_answers.transaction_set_number,
        set_answers.segment_number,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
    from marts.set_answers
    inner join marts.answered_sets
        on
            set_answers.set_id = answered_sets.set_id
            and set_answers.segment_number = answered_sets.segment_number
    inner join marts.billed_claims on answered_sets.submitted_set_id = billed_claims.set_id
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

comment on column marts.batch_submissions.submitted_claim_id is 'Key of the claim it speaks of.';
comment on column marts.batch_submissions.file_id is 'Key of the acknowledgment''s file.';
comment on column marts.batch_submissions.transaction_set_number is 'Which transaction set of that file.';
comment on column marts.batch_submissions.segment_number is 'Segment of that file.';
comment on column marts.batch_submissions.submitted_file_id is 'Key of the file that sent the claim.';
comment on column marts.batch_submissions.submitted_segment_number is 'Segment where the claim opens there.';
comment on column marts.batch_submissions.source is '277CA or 999.';

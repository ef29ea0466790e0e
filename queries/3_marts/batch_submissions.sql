-- Of which sent claims a status above the claims speaks: of a provider, a batch, a set or a group.
-- grain: one row per such status of a 277CA or answer of a 999, and claim it is about
-- scope: claim
-- needs: marts.answered_sets
--
-- A 277CA is about every claim of its batch that has no status of its own there; of a provider, of
-- that provider's. Which batch, set or group is meant says marts.answered_sets.
select
    answered_sets.set_id,
    answered_sets.segment_number,
    billed_claims.claim_id as submitted_claim_id,
from marts.answered_sets
inner join marts.billed_claims on answered_sets.submitted_set_id = billed_claims.set_id
left join staging.acknowledgment_statuses as statuses
    on
        answered_sets.set_id = statuses.set_id
        and answered_sets.segment_number = statuses.segment_number
        and statuses.level_code = '19'
left join staging.acknowledgment_levels as levels
    on statuses.set_id = levels.set_id and statuses.level_number = levels.level_number
left join marts.named_submissions
    on
        answered_sets.set_id = named_submissions.set_id
        and billed_claims.claim_id = named_submissions.submitted_claim_id
where
    named_submissions.claim_id is null
    and (statuses.set_id is null or levels.entity_id = billed_claims.billing_provider_npi);

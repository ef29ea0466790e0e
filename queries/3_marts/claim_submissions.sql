-- How often a claim was sent and rejected, and what its last submissions say.
-- grain: one row per claim that was sent
-- scope: claim
-- needs: marts.submitted_claims
with first_refusals as (
    select
        linked_claim_id,
        min(rejection_date) as first_rejection_date,
        true as is_rejected,
    from marts.rejections
    where not is_secondary
    group by linked_claim_id
),

sent as (
    select
        linked_claim_id,
        count(*) as submission_count,
        count(*) filter (where not is_secondary) as primary_submission_count,
        count(*) filter (where verdict = 'rejected') as rejected_submission_count,
        count(*) filter (where submission_kind = 'replacement') as replacement_count,
        arg_max(verdict, submission_number) filter (where not is_secondary) as last_verdict,
        -- A refused submission bills nothing, unless nothing else was sent.
        arg_max(
            charge_amount,
            struct_pack(
                is_let_in := verdict != 'rejected',
                submission_number := submission_number
            )
        ) filter (where not is_secondary and submission_kind != 'void') as last_charge_amount,
        min(submission_date) filter (where not is_secondary) as first_submission_date,
        min(submission_date) filter (where verdict = 'rejected' and not is_secondary)
            as first_rejected_submission_date,
    from marts.submitted_claims
    group by linked_claim_id
)

select
    sent.linked_claim_id,
    sent.submission_count::integer as submission_count,
    sent.primary_submission_count::integer as primary_submission_count,
    sent.rejected_submission_count::integer as rejected_submission_count,
    sent.replacement_count::integer as replacement_count,
    sent.last_verdict,
    sent.last_charge_amount,
    coalesce(first_refusals.is_rejected, false) as is_rejected,
    sent.first_submission_date,
    sent.first_rejected_submission_date,
    first_refusals.first_rejection_date,
from sent
left join first_refusals on sent.linked_claim_id = first_refusals.linked_claim_id;

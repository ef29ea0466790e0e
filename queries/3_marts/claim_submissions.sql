-- How often a claim was sent and rejected, and what its last submissions say.
-- grain: one row per claim that was sent
-- scope: claim
with first_refusals as (
    select
        life_number,
        min(rejection_date) as first_rejection_date,
        true as is_rejected,
    from marts.rejections
    where not is_secondary
    group by life_number
),

sent as (
    select
        life_number,
        count(*) as submission_count,
        count(*) filter (where not is_secondary) as primary_submission_count,
        count(*) filter (where verdict = 'rejected') as rejected_submission_count,
        count(*) filter (where submission_kind = 'replacement') as replacement_count,
        arg_max(verdict, submission_number) filter (where not is_secondary) as last_verdict,
        -- A refused sending bills nothing, unless nothing else was sent.
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
    group by life_number
)

select
    sent.life_number,
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
left join first_refusals on sent.life_number = first_refusals.life_number;

comment on column marts.claim_submissions.life_number is 'The claim (marts.claims).';
comment on column marts.claim_submissions.submission_count is 'Times it was sent, corrections and second payers included.';
comment on column marts.claim_submissions.primary_submission_count is 'Times it was sent to the first payer.';
comment on column marts.claim_submissions.rejected_submission_count is 'Times it was rejected.';
comment on column marts.claim_submissions.replacement_count is 'Replacements sent (frequency 7).';
comment on column marts.claim_submissions.last_verdict is 'What was said of the last sending to the first payer: rejected, accepted, unacknowledged.';
comment on column marts.claim_submissions.last_charge_amount is 'US dollars last billed to the first payer; null if only voids were sent.';
comment on column marts.claim_submissions.is_rejected is 'A sending to the first payer was refused at the door.';
comment on column marts.claim_submissions.first_submission_date is 'Day it was first sent to the first payer.';
comment on column marts.claim_submissions.first_rejected_submission_date is 'Day the first refused sending was sent.';
comment on column marts.claim_submissions.first_rejection_date is 'Day it was first refused.';

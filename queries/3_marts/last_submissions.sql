-- The sending of a claim that stands: its last one that was not refused at the door, else its last.
-- grain: one row per claim and payer order (first payer, further payers)
-- scope: claim
select
    life_number,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    submission_number,
    claim_kind,
    client_name,
    submission_kind,
    verdict,
    is_secondary,
    submission_kind = 'void' and verdict != 'rejected' as is_voided,
from marts.submitted_claims
qualify
    row_number() over (
        partition by life_number, is_secondary
        order by verdict = 'rejected', submission_number desc
    ) = 1;

comment on column marts.last_submissions.life_number is 'The claim (marts.claims).';
comment on column marts.last_submissions.claim_id is 'Key of the claim as that file tells of it.';
comment on column marts.last_submissions.file_id is 'Key of the file.';
comment on column marts.last_submissions.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.last_submissions.claim_number is 'Which claim of the set; null where only an acknowledgment tells of it.';
comment on column marts.last_submissions.submission_number is 'Which sending of the claim.';
comment on column marts.last_submissions.submission_kind is 'original, replacement or void.';
comment on column marts.last_submissions.verdict is 'At the door: accepted, rejected or unacknowledged.';
comment on column marts.last_submissions.is_secondary is 'Sent to a second or third payer.';
comment on column marts.last_submissions.is_voided is 'It takes the claim back, and was not refused.';
comment on column marts.last_submissions.claim_kind is 'professional, institutional or dental.';
comment on column marts.last_submissions.client_name is 'Billing provider or payee, under the team''s name for it.';

-- What happened to a claim, in order: sent, refused or taken, answered; with file and segment?
-- grain: one row per event, which is one segment of a file
-- param claim: patient control number
-- param payer: only claims that were sent to this payer, or that it answered; null for all
--
-- The whole life is told: other control numbers of the same claim, and second payers, too. A number
-- used for two claims tells both, one after the other (life_number).
with lives as (
    select distinct claim_lives.life_number
    from marts.claim_lives
    left join marts.remitted_claims
        on
            claim_lives.file_id = remitted_claims.file_id
            and claim_lives.transaction_set_number = remitted_claims.transaction_set_number
            and claim_lives.claim_number = remitted_claims.claim_number
            and claim_lives.told_by = 'answered'
    left join marts.submitted_claims
        on
            claim_lives.file_id = submitted_claims.file_id
            and claim_lives.segment_number = submitted_claims.segment_number
            and claim_lives.told_by != 'answered'
    where
        coalesce(
            remitted_claims.patient_control_number, submitted_claims.patient_control_number
        ) = $claim::varchar
        and (
            $payer::varchar is null
            or coalesce(remitted_claims.payer_name, submitted_claims.payer_name)
            = $payer::varchar
        )
)

select
    row_number() over (
        order by
            claim_events.life_number,
            claim_events.event_date,
            claim_events.stage_number,
            claim_events.payer_name,
            files.file_name,
            claim_events.file_id,
            claim_events.transaction_set_number,
            claim_events.claim_number,
            claim_events.segment_number,
            claim_events.place
    ) as event_number,
    claim_events.life_number,
    claim_events.event_date,
    claim_events.event,
    claim_events.milestone,
    claim_events.amount,
    claim_events.detail,
    claim_events.payer_name,
    claim_events.patient_control_number,
    claim_events.service_line_number,
    claim_events.procedure_code,
    claim_events.group_code,
    claim_events.carc_code,
    claim_events.remark_code,
    files.file_name,
    claim_events.segment_number,
from marts.claim_events
inner join lives on claim_events.life_number = lives.life_number
inner join marts.files on claim_events.file_id = files.file_id and files.status = 'loaded'
order by event_number

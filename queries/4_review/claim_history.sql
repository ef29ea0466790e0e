-- What happened to a claim, in order: every answer, adjustment and remark, with file and segment?
-- grain: one row per event, which is one segment of a file
-- param claim: patient control number
-- param payer: only this payer's answers; null for all
select
    row_number() over (
        order by
            claim_events.event_date,
            claim_events.payer_name,
            files.file_name,
            claim_events.file_id,
            claim_events.transaction_set_number,
            claim_events.claim_number,
            claim_events.segment_number,
            claim_events.place
    ) as event_number,
    claim_events.event_date,
    claim_events.event,
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
inner join marts.files on claim_events.file_id = files.file_id and files.status = 'loaded'
where
    claim_events.chain_number in (
        select remitted_claims.chain_number
        from marts.remitted_claims
        where remitted_claims.patient_control_number = $claim::varchar
    )
    and ($payer::varchar is null or claim_events.payer_name = $payer::varchar)
order by event_number

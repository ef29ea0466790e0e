-- What happened to a claim, in order, with file and segment?
-- grain: one row per event, which is one segment of a file
-- param claim: patient control number
-- param payer: only claims that were sent to this payer, or that it answered; null for all
--
-- All of the linked claim is listed: its other control numbers and second payers, too. A number
-- used for two claims tells both, one after the other (linked_claim_id).
with linked as (
    select linked_claim_id
    from marts.submitted_claims
    where
        patient_control_number = $claim::varchar
        and review.is_wanted($payer, payer_name)
    union
    select linked_claims.linked_claim_id
    from marts.remitted_claims
    inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
    where
        remitted_claims.patient_control_number = $claim::varchar
        and review.is_wanted($payer, remitted_claims.payer_name)
),

asked as materialized (
    select list(linked_claim_id) as linked_claim_ids
    from linked
),

events as (
    select *
    from review.events_of_submissions((select asked.linked_claim_ids from asked))
    union all
    select *
    from review.events_of_acknowledgments((select asked.linked_claim_ids from asked))
    union all
    select *
    from review.events_of_answers((select asked.linked_claim_ids from asked))
),

-- A number used again is of several claims: the first of them comes first.
first_events as (
    select
        linked_claim_id,
        min(event_date) as first_event_date,
    from events
    group by linked_claim_id
)

select
    row_number() over (
        order by
            first_events.first_event_date,
            events.linked_claim_id,
            events.event_date,
            events.stage_number,
            events.payer_name,
            files.file_name,
            events.file_id,
            events.transaction_set_number,
            events.claim_number,
            events.segment_number,
            events.place,
            events.service_line_number,
            events.event
    ) as event_number,
    events.linked_claim_id,
    events.event_date,
    events.event,
    events.milestone,
    events.amount,
    events.detail,
    events.payer_name,
    events.patient_control_number,
    events.service_line_number,
    events.procedure_code,
    events.group_code,
    events.carc_code,
    events.remark_code,
    files.file_name,
    events.segment_number,
from events
inner join first_events on events.linked_claim_id = first_events.linked_claim_id
inner join marts.files on events.file_id = files.file_id and files.status = 'loaded'
order by event_number

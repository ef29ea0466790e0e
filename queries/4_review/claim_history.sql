-- What happened to a claim, in order, with file and segment?
-- grain: one row per event, which is one segment of a file
-- param claim: patient control number
-- param payer: only claims that were sent to this payer, or that it answered; null for all
--
-- All of the linked claim is listed: its other control numbers and second payers, too. A number
-- used for two claims tells both, one after the other (life_number).
with lives as (
    select life_number
    from marts.submitted_claims
    where
        patient_control_number = $claim::varchar
        and review.is_wanted($payer, payer_name)
    union
    select claim_lives.life_number
    from marts.remitted_claims
    inner join marts.claim_lives on remitted_claims.claim_id = claim_lives.claim_id
    where
        remitted_claims.patient_control_number = $claim::varchar
        and review.is_wanted($payer, remitted_claims.payer_name)
),

asked as materialized (
    select list(life_number) as life_numbers
    from lives
),

events as (
    select *
    from review.events_of_submissions((select asked.life_numbers from asked))
    union all
    select *
    from review.events_of_acknowledgments((select asked.life_numbers from asked))
    union all
    select *
    from review.events_of_answers((select asked.life_numbers from asked))
),

-- A number used again is of several claims: the first of them comes first.
first_events as (
    select
        life_number,
        min(event_date) as first_event_date,
    from events
    group by life_number
)

select
    row_number() over (
        order by
            first_events.first_event_date,
            events.life_number,
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
    events.life_number,
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
inner join first_events on events.life_number = first_events.life_number
inner join marts.files on events.file_id = files.file_id and files.status = 'loaded'
order by event_number

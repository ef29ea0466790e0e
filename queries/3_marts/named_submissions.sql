-- Which sent claim an acknowledgment (277CA) means by a control number.
-- grain: one row per claim of an acknowledgment whose claim file is loaded
-- scope: claim
-- needs: marts.billed_claims
--
-- The latest claim so named that was sent by then, of about the same service; first those of its
-- batch, then of its trace number, then to the payer who speaks, then of its day.
with named_claims as (
    select
        acknowledged_claims.claim_id,
        acknowledged_claims.set_id,
        acknowledged_claims.patient_control_number,
        acknowledged_claims.clearinghouse_trace_number,
        acknowledged_claims.service_date,
        parties.acknowledgment_date,
        parties.batch_number,
        payers.payer_name,
    from staging.acknowledged_claims
    inner join staging.acknowledgment_parties as parties
        on
            acknowledged_claims.set_id = parties.set_id
            and acknowledged_claims.level_number = parties.level_number
    left join marts.payers on parties.payer_name_as_given = payers.payer_name_as_given
    where acknowledged_claims.patient_control_number != ''
)

select
    named_claims.claim_id,
    billed_claims.claim_id as submitted_claim_id,
    named_claims.set_id,
    billed_claims.file_id as submitted_file_id,
    billed_claims.segment_number as submitted_segment_number,
    billed_claims.payer_name,
    billed_claims.payer_key,
from named_claims
inner join marts.billed_claims
    on
        named_claims.patient_control_number = billed_claims.patient_control_number
        and coalesce(named_claims.acknowledgment_date >= billed_claims.submission_date, true)
        and coalesce(
            abs(date_diff('day', billed_claims.service_date, named_claims.service_date)) <= 90,
            true
        )
qualify
    row_number() over (
        partition by named_claims.claim_id
        order by
            coalesce(named_claims.batch_number = billed_claims.batch_number, false) desc,
            coalesce(
                named_claims.clearinghouse_trace_number = billed_claims.clearinghouse_trace_number,
                false
            ) desc,
            coalesce(named_claims.payer_name = billed_claims.payer_name, false) desc,
            coalesce(named_claims.service_date = billed_claims.service_date, false) desc,
            billed_claims.submission_date desc nulls last,
            billed_claims.batch_number desc,
            billed_claims.file_id,
            billed_claims.segment_number
    ) = 1;

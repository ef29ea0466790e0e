-- A denied line, with what filters and work lists ask of it and the last day of each deadline.
-- grain: one row per denied line of line_outcomes
-- scope: claim
-- needs: marts.line_outcomes
--
-- Lists and deadlines are asked of every open denial at once: beside lines and deadlines they would
-- have to be joined anew each time. What else is shown of a line is read from marts.line_outcomes.
-- A kind of deadline without a limit on file, and all of a line without open dollars, have no day.
with denied as (
    select *
    from marts.line_outcomes
    where is_denied
),

days as (
    select
        chain_number,
        chain_line_number,
        max(deadline_date) filter (where deadline_kind = 'appeal') as appeal_deadline_date,
        max(deadline_date) filter (where deadline_kind = 'corrected_claim')
            as corrected_claim_deadline_date,
        max(deadline_date) filter (where deadline_kind = 'timely_filing')
            as timely_filing_deadline_date,
        max(deadline_date) as last_deadline_date,
    from marts.deadlines
    group by chain_number, chain_line_number
),

-- Under which reasons: each with what remarks make of it (least and most, as categories).
cited as (
    select
        line_id,
        list(
            struct_pack(
                carc_code := carc_code,
                first_category := first_category,
                last_category := last_category,
                amount := amount
            )
            order by carc_code
        ) as cited_reasons,
    from (
        select
            adjustments.line_id,
            adjustments.carc_code,
            min(adjustments.category) as first_category,
            max(adjustments.category) as last_category,
            sum(adjustments.amount)::decimal(12, 2) as amount,
        from marts.adjustments
        semi join denied on adjustments.line_id = denied.line_id
        where adjustments.is_denial
        group by adjustments.line_id, adjustments.carc_code
    ) as told
    group by line_id
),

told as (
    select
        denied.claim_id,
        denied.line_id,
        denied.file_id,
        denied.service_line_number,
        denied.segment_number,
        denied.linked_claim_id,
        denied.chain_number,
        denied.chain_line_number,
        denied.payer_name,
        denied.provider_name,
        denied.line_of_business,
        denied.place_of_service_code,
        denied.client_name,
        denied.claim_kind,
        denied.diagnosis_chapter,
        denied.procedure_code,
        denied.modifier_codes,
        denied.modifier_set,
        denied.remark_codes,
        cited.cited_reasons,
        denied.verdict,
        denied.group_code,
        denied.carc_code,
        denied.category,
        denied.owner,
        denied.outcome,
        denied.service_units,
        denied.charge_amount,
        denied.denied_amount,
        denied.recovered_amount,
        denied.recovered_denied_amount,
        denied.recovered_cost_share_amount,
        denied.written_down_amount,
        denied.still_denied_amount,
        denied.open_amount,
        denied.is_patient_billed,
        denied.is_patient_billed
        or coalesce(carc_rules.resolution in ('bill_other_payer', 'bill_patient'), false)
            as is_for_other_payer_or_patient,
        denied.is_resolved,
        denied.is_overturned,
        denied.re_denial_count > 0 as is_denied_again,
        denied.is_secondary,
        denied.is_duplicate or denied.is_not_final as is_apart,
        denied.service_week,
        denied.remit_date,
        denied.remit_week,
        denied.resolved_date,
        days.appeal_deadline_date,
        days.corrected_claim_deadline_date,
        days.timely_filing_deadline_date,
        days.last_deadline_date,
    from denied
    left join days
        on
            denied.chain_number = days.chain_number
            and denied.chain_line_number = days.chain_line_number
    left join cited on denied.line_id = cited.line_id
    left join marts.carc_rules
        on denied.payer_name = carc_rules.payer_name and denied.carc_code = carc_rules.carc_code
)

select *
from told
order by remit_week, payer_name, chain_number, chain_line_number;

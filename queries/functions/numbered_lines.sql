-- Answered lines of some weeks (null: all), with the numbers of signals.attribute_values.
--
-- What a line has no value of is null; carc_id is of denied lines only.
create or replace macro review.numbered_lines(filters, weeks) as table (
    select
        lines.chain_number,
        lines.is_denied,
        lines.remit_week,
        payers.value_id as payer_id,
        procedures.value_id as procedure_id,
        modifiers.value_id as modifiers_id,
        places.value_id as place_id,
        diagnoses.value_id as diagnosis_id,
        reasons.value_id as carc_id,
    from review.lines_in_view(filters) as lines
    left join signals.attribute_values as payers
        on payers.attribute = 'payer' and lines.payer_name = payers.value
    left join signals.attribute_values as procedures
        on procedures.attribute = 'procedure' and lines.procedure_code = procedures.value
    left join signals.attribute_values as modifiers
        on modifiers.attribute = 'modifiers' and lines.modifier_set = modifiers.value
    left join signals.attribute_values as places
        on places.attribute = 'place' and lines.place_of_service_code = places.value
    left join signals.attribute_values as diagnoses
        on diagnoses.attribute = 'diagnosis' and lines.diagnosis_codes[1] = diagnoses.value
    left join signals.attribute_values as reasons
        on
            reasons.attribute = 'carc'
            and lines.carc_code = reasons.value
            and lines.is_denied
    where
        lines.remit_week is not null
        and (weeks is null or list_contains(weeks, lines.remit_week))
)

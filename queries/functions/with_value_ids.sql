-- Lines or rules (the name of a relation) with the numbers of their signals.attribute_values.
--
-- What one has no value of has no number.
create or replace macro review.with_value_ids(rows) as table (
    select
        given.*,
        payers.value_id as payer_id,
        procedures.value_id as procedure_id,
        modifiers.value_id as modifiers_id,
        places.value_id as place_id,
        diagnoses.value_id as diagnosis_id,
        reasons.value_id as carc_id,
    from query_table(rows) as given
    left join signals.attribute_values as payers
        on payers.attribute = 'payer' and given.payer_name = payers.value
    left join signals.attribute_values as procedures
        on procedures.attribute = 'procedure' and given.procedure_code = procedures.value
    left join signals.attribute_values as modifiers
        on modifiers.attribute = 'modifiers' and given.modifier_set = modifiers.value
    left join signals.attribute_values as places
        on places.attribute = 'place' and given.place_of_service_code = places.value
    left join signals.attribute_values as diagnoses
        on diagnoses.attribute = 'diagnosis' and given.diagnosis_code = diagnoses.value
    left join signals.attribute_values as reasons
        on reasons.attribute = 'carc' and given.carc_code = reasons.value
)

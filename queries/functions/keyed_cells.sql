-- Alike lines (the name of a relation with their digits) under each set they are of (set_key).
--
-- `subsets` names what each digit of a key is worth, by which attributes a set names. A value without
-- a number is in no set that names its attribute.
create or replace macro review.keyed_cells(cells, subsets) as table (
    select
        given.payer_digit * worth.payer_worth
        + given.procedure_digit * worth.procedure_worth
        + given.modifier_digit * worth.modifier_worth
        + given.place_digit * worth.place_worth
        + given.diagnosis_digit * worth.diagnosis_worth as set_key,
        given.*,
    from query_table(cells) as given
    inner join query_table(subsets) as worth
        on
            (worth.payer_worth = 0 or given.payer_digit > 0)
            and (worth.procedure_worth = 0 or given.procedure_digit > 0)
            and (worth.modifier_worth = 0 or given.modifier_digit > 0)
            and (worth.place_worth = 0 or given.place_digit > 0)
            and (worth.diagnosis_worth = 0 or given.diagnosis_digit > 0)
)

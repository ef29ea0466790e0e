-- What do rules say of the lines that no stronger rule covers?
-- grain: one row per rule of signals.claim_rules that has such lines
--
-- Rules overlap: of a payer that refuses a modifier, any diagnosis often seen with it looks refused
-- as well. A rule is needed for the lines, among those it was learned from, whose strongest it is.
with rules as (
    select
        *,
        payer_name is not null as names_payer,
        procedure_code is not null as names_procedure,
        modifier_set is not null as names_modifiers,
        place_of_service_code is not null as names_place,
        diagnosis_code is not null as names_diagnosis,
    from review.with_value_ids('signals.claim_rules')
    where carc_id is not null
),

shapes as (
    select distinct
        names_payer,
        names_procedure,
        names_modifiers,
        names_place,
        names_diagnosis,
    from rules
),

first_learned_before as (
    select min(before_week) as before_week
    from rules
),

cells as (
    select
        line_weeks.*,
        row_number() over (
            order by
                line_weeks.payer_id,
                line_weeks.procedure_id,
                line_weeks.modifiers_id,
                line_weeks.place_id,
                line_weeks.diagnosis_id,
                line_weeks.carc_id,
                line_weeks.remit_week
        ) as cell_number,
    from sums.line_weeks
    inner join first_learned_before
        on
            line_weeks.remit_week
            >= first_learned_before.before_week - 7 * reference.weeks_of_history()
),

keys as (
    select
        cells.cell_number,
        cells.line_count,
        cells.carc_id,
        cells.remit_week,
        shapes.*,
        case when shapes.names_payer then cells.payer_id end as payer_id,
        case when shapes.names_procedure then cells.procedure_id end as procedure_id,
        case when shapes.names_modifiers then cells.modifiers_id end as modifiers_id,
        case when shapes.names_place then cells.place_id end as place_id,
        case when shapes.names_diagnosis then cells.diagnosis_id end as diagnosis_id,
    from cells
    cross join shapes
),

strongest as (
    select
        rules.rule_number,
        keys.line_count,
        coalesce(keys.carc_id = rules.carc_id, false) as is_denied,
    from keys
    inner join rules
        on
            keys.remit_week < rules.before_week
            and keys.remit_week >= rules.before_week - 7 * reference.weeks_of_history()
            and keys.names_payer = rules.names_payer
            and keys.names_procedure = rules.names_procedure
            and keys.names_modifiers = rules.names_modifiers
            and keys.names_place = rules.names_place
            and keys.names_diagnosis = rules.names_diagnosis
            and keys.payer_id is not distinct from rules.payer_id
            and keys.procedure_id is not distinct from rules.procedure_id
            and keys.modifiers_id is not distinct from rules.modifiers_id
            and keys.place_id is not distinct from rules.place_id
            and keys.diagnosis_id is not distinct from rules.diagnosis_id
    qualify
        row_number() over (
            partition by keys.cell_number, rules.before_week
            order by rules.lower_bound desc, rules.line_count desc, rules.rule_number
        ) = 1
)

select
    rule_number,
    sum(line_count)::bigint as own_line_count,
    coalesce(sum(line_count) filter (where is_denied), 0)::bigint as own_denied_line_count,
from strongest
group by rule_number
order by rule_number

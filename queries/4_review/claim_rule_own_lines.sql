-- What do rules say of the lines that no stronger rule speaks of?
-- grain: one row per rule of signals.claim_rules that has such lines
-- param filters: what was learned from; its weeks narrow the answers, so ask without them
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
    from signals.claim_rules
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

lines as (
    select
        lines.payer_name,
        lines.procedure_code,
        lines.modifier_set,
        lines.place_of_service_code,
        lines.diagnosis_codes[1] as diagnosis_code,
        case when lines.is_denied then lines.carc_code end as carc_code,
        lines.remit_week,
    from review.lines_in_view($filters) as lines
    inner join first_learned_before
        on lines.remit_week >= first_learned_before.before_week - 7 * 13
),

cells as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_code,
        carc_code,
        remit_week,
        count(*) as line_count,
        row_number() over (
            order by
                payer_name,
                procedure_code,
                modifier_set,
                place_of_service_code,
                diagnosis_code,
                carc_code,
                remit_week
        ) as cell_number,
    from lines
    group by
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_code,
        carc_code,
        remit_week
),

keys as (
    select
        cells.cell_number,
        cells.line_count,
        cells.carc_code,
        cells.remit_week,
        shapes.*,
        case when shapes.names_payer then cells.payer_name end as payer_name,
        case when shapes.names_procedure then cells.procedure_code end as procedure_code,
        case when shapes.names_modifiers then cells.modifier_set end as modifier_set,
        case when shapes.names_place then cells.place_of_service_code end
            as place_of_service_code,
        case when shapes.names_diagnosis then cells.diagnosis_code end as diagnosis_code,
    from cells
    cross join shapes
),

strongest as (
    select
        rules.rule_number,
        keys.line_count,
        coalesce(keys.carc_code = rules.carc_code, false) as is_denied,
    from keys
    inner join rules
        on
            keys.remit_week < rules.before_week
            and keys.remit_week >= rules.before_week - 7 * 13
            and keys.names_payer = rules.names_payer
            and keys.names_procedure = rules.names_procedure
            and keys.names_modifiers = rules.names_modifiers
            and keys.names_place = rules.names_place
            and keys.names_diagnosis = rules.names_diagnosis
            and keys.payer_name is not distinct from rules.payer_name
            and keys.procedure_code is not distinct from rules.procedure_code
            and keys.modifier_set is not distinct from rules.modifier_set
            and keys.place_of_service_code is not distinct from rules.place_of_service_code
            and keys.diagnosis_code is not distinct from rules.diagnosis_code
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

-- Of similar lines (payer, procedure, modifiers, place, diagnosis), how many were denied for what?
-- grain: one row per week learned before, set of similar lines (attributes; null: any), CARC
-- param weeks: of the weeks learned before those wanted; null: all
--
-- Learned before a Monday is what was answered in the 13 weeks before it: nothing later is known
-- then. Which weeks these are is told by sums.claim_rule_weeks.
-- Every subset of the five attributes is a set of its own, down to all lines (all null). Told are
-- sets of at least 20 lines of which at least 5 were denied for the reason: fewer say nothing.
-- Otherwise = the payer's other lines where the set is of one payer and more, else all other lines.
--
-- A set is one number, its set_key, so that millions of lines are counted fast: each attribute has
-- its values numbered from 1, 0 is any, and the five are the digits of the key. Counted
-- are denied lines first, as these are few; then the lines of the sets that were denied enough.
-- (// divides whole numbers, `div` in Spark.)
-- One question: denied lines narrow the sets whose lines are counted, all under one numbering.
with weeks as (
    select *
    from sums.claim_rule_weeks()
    where $weeks is null or list_contains($weeks, before_week)
),

span as (
    select
        min(before_week) - 7 * reference.weeks_of_history() as first_week,
        max(before_week) as end_week,
    from weeks
),

answers as (
    select line_weeks.*
    from sums.line_weeks
    inner join span
        on
            line_weeks.remit_week >= span.first_week
            and line_weeks.remit_week < span.end_week
),

-- Only values denied 5 times for a reason can be in a set told: the others have no number.
payer_values as (
    select * from review.values_of_rules('answers', payer_id)
),

procedure_values as (
    select * from review.values_of_rules('answers', procedure_id)
),

modifier_values as (
    select * from review.values_of_rules('answers', modifiers_id)
),

place_values as (
    select * from review.values_of_rules('answers', place_id)
),

diagnosis_values as (
    select * from review.values_of_rules('answers', diagnosis_id)
),

digits as (
    select
        (select count(*) + 1 from payer_values) as payer_base,
        (select count(*) + 1 from procedure_values) as procedure_base,
        (select count(*) + 1 from modifier_values) as modifier_base,
        (select count(*) + 1 from place_values) as place_base,
),

cells as (
    select
        coalesce(payer_values.digit, 0) as payer_digit,
        coalesce(procedure_values.digit, 0) as procedure_digit,
        coalesce(modifier_values.digit, 0) as modifier_digit,
        coalesce(place_values.digit, 0) as place_digit,
        coalesce(diagnosis_values.digit, 0) as diagnosis_digit,
        answers.carc_id,
        answers.remit_week,
        sum(answers.line_count)::bigint as line_count,
    from answers
    left join payer_values on answers.payer_id = payer_values.value_id
    left join procedure_values on answers.procedure_id = procedure_values.value_id
    left join modifier_values on answers.modifiers_id = modifier_values.value_id
    left join place_values on answers.place_id = place_values.value_id
    left join diagnosis_values on answers.diagnosis_id = diagnosis_values.value_id
    group by all
),

zero_or_one as (
    select 0 as digit
    union all
    select 1 as digit
),

-- Which attributes a set names: every subset, with what each digit of its key is worth.
subsets as (  -- noqa: ST03
    select
        of_payer.digit as payer_worth,
        of_procedure.digit * digits.payer_base as procedure_worth,
        of_modifier.digit * digits.payer_base * digits.procedure_base as modifier_worth,
        of_place.digit
        * digits.payer_base
        * digits.procedure_base
        * digits.modifier_base as place_worth,
        of_diagnosis.digit
        * digits.payer_base
        * digits.procedure_base
        * digits.modifier_base
        * digits.place_base as diagnosis_worth,
    from digits
    cross join zero_or_one as of_payer
    cross join zero_or_one as of_procedure
    cross join zero_or_one as of_modifier
    cross join zero_or_one as of_place
    cross join zero_or_one as of_diagnosis
),

denied_cells as (  -- noqa: ST03
    select * from cells
    where carc_id is not null
),

denied_by_week as (
    select
        set_key,
        carc_id,
        remit_week,
        sum(line_count)::bigint as denied_line_count,
    from review.keyed_cells('denied_cells', 'subsets')
    group by set_key, carc_id, remit_week
),

denied_enough as (
    select
        set_key,
        carc_id,
    from denied_by_week
    group by set_key, carc_id
    having sum(denied_line_count) >= 5
),

denied_sets as (
    select
        weeks.before_week,
        denied_by_week.set_key,
        denied_by_week.carc_id,
        sum(denied_by_week.denied_line_count)::bigint as denied_line_count,
    from denied_by_week
    inner join denied_enough
        on
            denied_by_week.set_key = denied_enough.set_key
            and denied_by_week.carc_id = denied_enough.carc_id
    inner join weeks
        on
            denied_by_week.remit_week < weeks.before_week
            and denied_by_week.remit_week >= weeks.before_week - 7 * reference.weeks_of_history()
    group by weeks.before_week, denied_by_week.set_key, denied_by_week.carc_id
    having sum(denied_by_week.denied_line_count) >= 5
),

line_cells as (  -- noqa: ST03
    select
        payer_digit,
        procedure_digit,
        modifier_digit,
        place_digit,
        diagnosis_digit,
        remit_week,
        sum(line_count)::bigint as line_count,
    from cells
    group by all
),

lines_by_week as (
    select
        keyed_lines.set_key,
        keyed_lines.remit_week,
        sum(keyed_lines.line_count)::bigint as line_count,
    from review.keyed_cells('line_cells', 'subsets') as keyed_lines
    semi join denied_sets on keyed_lines.set_key = denied_sets.set_key
    group by keyed_lines.set_key, keyed_lines.remit_week
),

line_sets as (
    select
        weeks.before_week,
        lines_by_week.set_key,
        sum(lines_by_week.line_count)::bigint as line_count,
    from lines_by_week
    inner join weeks
        on
            lines_by_week.remit_week < weeks.before_week
            and lines_by_week.remit_week >= weeks.before_week - 7 * reference.weeks_of_history()
    group by weeks.before_week, lines_by_week.set_key
    having sum(lines_by_week.line_count) >= reference.too_few()
),

sets as (
    select
        denied_sets.before_week,
        denied_sets.set_key,
        denied_sets.carc_id,
        denied_sets.denied_line_count,
        line_sets.line_count,
        -- All lines where the set names one attribute, or no payer; else those of its payer.
        case
            when denied_sets.set_key >= digits.payer_base
                then denied_sets.set_key % digits.payer_base
            else 0
        end as around_key,
        denied_sets.set_key % digits.payer_base as payer_digit,
        denied_sets.set_key // digits.payer_base % digits.procedure_base as procedure_digit,
        denied_sets.set_key
        // (digits.payer_base * digits.procedure_base)
        % digits.modifier_base as modifier_digit,
        denied_sets.set_key
        // (digits.payer_base * digits.procedure_base * digits.modifier_base)
        % digits.place_base as place_digit,
        denied_sets.set_key
        // (
            digits.payer_base
            * digits.procedure_base
            * digits.modifier_base
            * digits.place_base
        ) as diagnosis_digit,
    from denied_sets
    inner join line_sets
        on
            denied_sets.before_week = line_sets.before_week
            and denied_sets.set_key = line_sets.set_key
    cross join digits
),

all_lines as (
    select
        weeks.before_week,
        weeks.is_current,
        sum(answers.line_count)::bigint as line_count,
        sum(answers.denied_line_count)::bigint as denied_line_count,
    from answers
    inner join weeks
        on
            answers.remit_week < weeks.before_week
            and answers.remit_week >= weeks.before_week - 7 * reference.weeks_of_history()
    group by weeks.before_week, weeks.is_current
)

select
    sets.before_week,
    all_lines.is_current,
    payers.value as payer_name,
    procedures.value as procedure_code,
    modifiers.value as modifier_set,
    places.value as place_of_service_code,
    diagnoses.value as diagnosis_code,
    reasons.value as carc_code,
    sets.line_count,
    sets.denied_line_count,
    around.line_count - sets.line_count as otherwise_line_count,
    around.denied_line_count - sets.denied_line_count as otherwise_denied_line_count,
    all_lines.line_count as all_line_count,
    all_lines.denied_line_count as all_denied_line_count,
from sets
inner join sets as around
    on
        sets.before_week = around.before_week
        and sets.carc_id = around.carc_id
        and sets.around_key = around.set_key
inner join all_lines on sets.before_week = all_lines.before_week
inner join signals.attribute_values as reasons on sets.carc_id = reasons.value_id
left join payer_values on sets.payer_digit = payer_values.digit
left join signals.attribute_values as payers on payer_values.value_id = payers.value_id
left join procedure_values on sets.procedure_digit = procedure_values.digit
left join signals.attribute_values as procedures on procedure_values.value_id = procedures.value_id
left join modifier_values on sets.modifier_digit = modifier_values.digit
left join signals.attribute_values as modifiers on modifier_values.value_id = modifiers.value_id
left join place_values on sets.place_digit = place_values.digit
left join signals.attribute_values as places on place_values.value_id = places.value_id
left join diagnosis_values on sets.diagnosis_digit = diagnosis_values.digit
left join signals.attribute_values as diagnoses on diagnosis_values.value_id = diagnoses.value_id
order by
    sets.before_week,
    reasons.value,
    payers.value,
    procedures.value,
    modifiers.value,
    places.value,
    diagnoses.value

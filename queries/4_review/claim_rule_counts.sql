-- Of lines alike in payer, procedure, modifiers, place and diagnosis, how many were denied for what?
-- grain: one row per week learned before, set of alike lines (attributes; null: whatever it is), CARC
-- param filters: what is learned from; its weeks narrow the answers, so ask without them
--
-- Learned before a Monday is what was answered in the 13 weeks before it: nothing later is known
-- then. The latest is the Monday after the newest answer, for claims still open (is_current). The
-- others are weeks to judge rules by: the latest 13 in which claims were sent of whose lines at
-- least half, and at least 20, are answered, and that have 8 weeks of answers before them.
-- Every subset of the five attributes is a set of its own, down to all lines (all null). Told are
-- sets of at least 20 lines of which at least 5 were denied for the reason: fewer say nothing.
-- Otherwise = the payer's other lines where the set is of one payer and more, else all other lines.
with lines as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        nullif(place_of_service_code, '') as place_of_service_code,
        diagnosis_codes[1] as diagnosis_code,
        case when is_denied then carc_code end as carc_code,
        is_denied,
        date_trunc('week', submission_date)::date as submission_week,
        date_trunc('week', remit_date)::date as remit_week,
    from review.lines_in_view($filters)
),

answered_span as (
    select
        min(remit_week) as first_week,
        max(remit_week) as last_week,
    from lines
),

sent_lines as (
    select
        submission_week,
        1 as answered_line_count,
    from lines
    union all
    select
        date_trunc('week', submission_date)::date as submission_week,
        0 as answered_line_count,
    from review.unanswered_lines_in_view($filters)
),

weeks_judged as (
    select sent_lines.submission_week
    from sent_lines
    cross join answered_span
    where
        sent_lines.submission_week
        between (answered_span.first_week + 7 * 8)::date and answered_span.last_week
    group by sent_lines.submission_week
    having
        2 * sum(sent_lines.answered_line_count) >= count(*)
        and sum(sent_lines.answered_line_count) >= 20
    qualify row_number() over (order by sent_lines.submission_week desc) <= 13
),

weeks as (
    select
        submission_week as before_week,
        false as is_current,
    from weeks_judged
    union all
    select
        (last_week + 7)::date as before_week,
        true as is_current,
    from answered_span
    where last_week is not null
),

answers as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_code,
        carc_code,
        remit_week,
        count(*) as line_count,
        count(*) filter (where is_denied) as denied_line_count,
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

cells as (
    select
        weeks.before_week,
        weeks.is_current,
        answers.payer_name,
        answers.procedure_code,
        answers.modifier_set,
        answers.place_of_service_code,
        answers.diagnosis_code,
        answers.carc_code,
        sum(answers.line_count) as line_count,
        sum(answers.denied_line_count) as denied_line_count,
    from answers
    inner join weeks
        on
            answers.remit_week < weeks.before_week
            and answers.remit_week >= weeks.before_week - 7 * 13
    group by
        weeks.before_week,
        weeks.is_current,
        answers.payer_name,
        answers.procedure_code,
        answers.modifier_set,
        answers.place_of_service_code,
        answers.diagnosis_code,
        answers.carc_code
),

-- A value that was denied less than 5 times for any reason can be in no set told: such values
-- become one, so that there are few cells however many diagnoses there are.
procedure_denials as (
    select
        before_week,
        procedure_code,
        carc_code,
    from cells
    where carc_code is not null
    group by before_week, procedure_code, carc_code
    having sum(line_count) >= 5
),

modifier_set_denials as (
    select
        before_week,
        modifier_set,
        carc_code,
    from cells
    where carc_code is not null
    group by before_week, modifier_set, carc_code
    having sum(line_count) >= 5
),

diagnosis_denials as (
    select
        before_week,
        diagnosis_code,
        carc_code,
    from cells
    where carc_code is not null
    group by before_week, diagnosis_code, carc_code
    having sum(line_count) >= 5
),

procedures as (
    select distinct
        before_week,
        procedure_code,
    from procedure_denials
),

modifier_sets as (
    select distinct
        before_week,
        modifier_set,
    from modifier_set_denials
),

diagnoses as (
    select distinct
        before_week,
        diagnosis_code,
    from diagnosis_denials
),

few_cells as (
    select
        cells.before_week,
        cells.payer_name,
        procedures.procedure_code,
        modifier_sets.modifier_set,
        cells.place_of_service_code,
        diagnoses.diagnosis_code,
        cells.carc_code,
        sum(cells.line_count) as line_count,
    from cells
    left join procedures
        on
            cells.before_week = procedures.before_week
            and cells.procedure_code = procedures.procedure_code
    left join modifier_sets
        on
            cells.before_week = modifier_sets.before_week
            and cells.modifier_set = modifier_sets.modifier_set
    left join diagnoses
        on
            cells.before_week = diagnoses.before_week
            and cells.diagnosis_code = diagnoses.diagnosis_code
    group by
        cells.before_week,
        cells.payer_name,
        procedures.procedure_code,
        modifier_sets.modifier_set,
        cells.place_of_service_code,
        diagnoses.diagnosis_code,
        cells.carc_code
),

-- A null that is not from the cube is a value not told of: no set is about it.
line_sets as (
    select
        before_week,
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_code,
        sum(line_count)::bigint as line_count,
    from few_cells
    group by
        before_week,
        cube (
            payer_name, procedure_code, modifier_set, place_of_service_code, diagnosis_code
        )
    having
        sum(line_count) >= 20
        and (grouping(payer_name) = 1 or payer_name is not null)
        and (grouping(procedure_code) = 1 or procedure_code is not null)
        and (grouping(modifier_set) = 1 or modifier_set is not null)
        and (grouping(place_of_service_code) = 1 or place_of_service_code is not null)
        and (grouping(diagnosis_code) = 1 or diagnosis_code is not null)
),

denied_sets as (
    select
        before_week,
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_code,
        carc_code,
        sum(line_count)::bigint as denied_line_count,
    from few_cells
    where carc_code is not null
    group by
        before_week,
        carc_code,
        cube (
            payer_name, procedure_code, modifier_set, place_of_service_code, diagnosis_code
        )
    having
        sum(line_count) >= 5
        and (grouping(payer_name) = 1 or payer_name is not null)
        and (grouping(procedure_code) = 1 or procedure_code is not null)
        and (grouping(modifier_set) = 1 or modifier_set is not null)
        and (grouping(place_of_service_code) = 1 or place_of_service_code is not null)
        and (grouping(diagnosis_code) = 1 or diagnosis_code is not null)
),

sets as (
    select
        denied_sets.*,
        line_sets.line_count,
        denied_sets.payer_name is not null
        and coalesce(
            denied_sets.procedure_code,
            denied_sets.modifier_set,
            denied_sets.place_of_service_code,
            denied_sets.diagnosis_code
        ) is not null as is_within_payer,
    from denied_sets
    inner join line_sets
        on
            denied_sets.before_week = line_sets.before_week
            and denied_sets.payer_name is not distinct from line_sets.payer_name
            and denied_sets.procedure_code is not distinct from line_sets.procedure_code
            and denied_sets.modifier_set is not distinct from line_sets.modifier_set
            and denied_sets.place_of_service_code
            is not distinct from line_sets.place_of_service_code
            and denied_sets.diagnosis_code is not distinct from line_sets.diagnosis_code
),

all_lines as (
    select
        before_week,
        is_current,
        sum(line_count)::bigint as line_count,
        sum(denied_line_count)::bigint as denied_line_count,
    from cells
    group by before_week, is_current
)

select
    sets.before_week,
    all_lines.is_current,
    sets.payer_name,
    sets.procedure_code,
    sets.modifier_set,
    sets.place_of_service_code,
    sets.diagnosis_code,
    sets.carc_code,
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
        and sets.carc_code = around.carc_code
        and around.procedure_code is null
        and around.modifier_set is null
        and around.place_of_service_code is null
        and around.diagnosis_code is null
        and around.payer_name
        is not distinct from case when sets.is_within_payer then sets.payer_name end
inner join all_lines on sets.before_week = all_lines.before_week
order by
    sets.before_week,
    sets.carc_code,
    sets.payer_name,
    sets.procedure_code,
    sets.modifier_set,
    sets.place_of_service_code,
    sets.diagnosis_code

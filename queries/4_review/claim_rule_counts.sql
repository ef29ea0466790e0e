-- Of lines alike in payer, procedure, modifiers, place and diagnosis, how many were denied for what?
-- grain: one row per week learned before, set of alike lines (attributes; null: whatever it is), CARC
-- param filters: what is learned from; its weeks narrow the answers, so ask without them
--
-- Learned before a Monday is what was answered in the 13 weeks before it: nothing later is known
-- then. The latest is the Monday after the newest answer, for claims still open (is_current). The
-- others are weeks to judge rules by: of the last 26 the latest 13 in which claims were sent of
-- whose lines at least half, and at least 20, are answered, with 8 weeks of answers before them.
-- Every subset of the five attributes is a set of its own, down to all lines (all null). Told are
-- sets of at least 20 lines of which at least 5 were denied for the reason: fewer say nothing.
-- Otherwise = the payer's other lines where the set is of one payer and more, else all other lines.
--
-- A set is one number, its set_key, so that millions of lines are counted fast: each attribute has
-- its values numbered from 1, 0 is whatever it is, and the five are the digits of the key. Counted
-- are denied lines first, as these are few; then the lines of the sets that were denied enough.
-- (// divides whole numbers, `div` in Spark.)
with newest as (
    select max(remit_week) as last_week
    from review.lines_in_view($filters)
),

lines as (
    select
        lines.payer_name,
        lines.procedure_code,
        lines.modifier_set,
        nullif(lines.place_of_service_code, '') as place_of_service_code,
        lines.diagnosis_codes[1] as diagnosis_code,
        case when lines.is_denied then lines.carc_code end as carc_code,
        lines.is_denied,
        date_trunc('week', lines.submission_date)::date as submission_week,
        lines.remit_week,
    from review.lines_in_view($filters) as lines
    inner join newest on lines.remit_week > newest.last_week - 7 * (26 + 13)
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
        sent_lines.submission_week between greatest(
            answered_span.first_week + 7 * 8, answered_span.last_week - 7 * 25
        )::date and answered_span.last_week
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

-- Only values denied 5 times for a reason can be in a set told: the others have no number.
payer_denials as (
    select
        payer_name,
        carc_code,
    from answers
    where carc_code is not null and payer_name is not null
    group by payer_name, carc_code
    having sum(line_count) >= 5
),

payer_values as (
    select
        payer_name,
        row_number() over (order by payer_name) as payer_id,
    from payer_denials
    group by payer_name
),

procedure_denials as (
    select
        procedure_code,
        carc_code,
    from answers
    where carc_code is not null and procedure_code is not null
    group by procedure_code, carc_code
    having sum(line_count) >= 5
),

procedure_values as (
    select
        procedure_code,
        row_number() over (order by procedure_code) as procedure_id,
    from procedure_denials
    group by procedure_code
),

modifier_denials as (
    select
        modifier_set,
        carc_code,
    from answers
    where carc_code is not null and modifier_set is not null
    group by modifier_set, carc_code
    having sum(line_count) >= 5
),

modifier_values as (
    select
        modifier_set,
        row_number() over (order by modifier_set) as modifier_id,
    from modifier_denials
    group by modifier_set
),

place_denials as (
    select
        place_of_service_code,
        carc_code,
    from answers
    where carc_code is not null and place_of_service_code is not null
    group by place_of_service_code, carc_code
    having sum(line_count) >= 5
),

place_values as (
    select
        place_of_service_code,
        row_number() over (order by place_of_service_code) as place_id,
    from place_denials
    group by place_of_service_code
),

diagnosis_denials as (
    select
        diagnosis_code,
        carc_code,
    from answers
    where carc_code is not null and diagnosis_code is not null
    group by diagnosis_code, carc_code
    having sum(line_count) >= 5
),

diagnosis_values as (
    select
        diagnosis_code,
        row_number() over (order by diagnosis_code) as diagnosis_id,
    from diagnosis_denials
    group by diagnosis_code
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
        coalesce(payer_values.payer_id, 0) as payer_id,
        coalesce(procedure_values.procedure_id, 0) as procedure_id,
        coalesce(modifier_values.modifier_id, 0) as modifier_id,
        coalesce(place_values.place_id, 0) as place_id,
        coalesce(diagnosis_values.diagnosis_id, 0) as diagnosis_id,
        answers.carc_code,
        answers.remit_week,
        sum(answers.line_count)::bigint as line_count,
    from answers
    left join payer_values on answers.payer_name = payer_values.payer_name
    left join procedure_values on answers.procedure_code = procedure_values.procedure_code
    left join modifier_values on answers.modifier_set = modifier_values.modifier_set
    left join place_values
        on answers.place_of_service_code = place_values.place_of_service_code
    left join diagnosis_values on answers.diagnosis_code = diagnosis_values.diagnosis_code
    group by
        coalesce(payer_values.payer_id, 0),
        coalesce(procedure_values.procedure_id, 0),
        coalesce(modifier_values.modifier_id, 0),
        coalesce(place_values.place_id, 0),
        coalesce(diagnosis_values.diagnosis_id, 0),
        answers.carc_code,
        answers.remit_week
),

zero_or_one as (
    select 0 as digit
    union all
    select 1 as digit
),

-- Which attributes a set names: every subset, with what each digit of its key is worth.
subsets as (
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

-- A value without a number is in no set that names its attribute.
denied_by_week as (
    select
        cells.payer_id * subsets.payer_worth
        + cells.procedure_id * subsets.procedure_worth
        + cells.modifier_id * subsets.modifier_worth
        + cells.place_id * subsets.place_worth
        + cells.diagnosis_id * subsets.diagnosis_worth as set_key,
        cells.carc_code,
        cells.remit_week,
        sum(cells.line_count)::bigint as denied_line_count,
    from cells
    inner join subsets
        on
            (subsets.payer_worth = 0 or cells.payer_id > 0)
            and (subsets.procedure_worth = 0 or cells.procedure_id > 0)
            and (subsets.modifier_worth = 0 or cells.modifier_id > 0)
            and (subsets.place_worth = 0 or cells.place_id > 0)
            and (subsets.diagnosis_worth = 0 or cells.diagnosis_id > 0)
    where cells.carc_code is not null
    group by
        cells.payer_id * subsets.payer_worth
        + cells.procedure_id * subsets.procedure_worth
        + cells.modifier_id * subsets.modifier_worth
        + cells.place_id * subsets.place_worth
        + cells.diagnosis_id * subsets.diagnosis_worth,
        cells.carc_code,
        cells.remit_week
),

denied_enough as (
    select
        set_key,
        carc_code,
    from denied_by_week
    group by set_key, carc_code
    having sum(denied_line_count) >= 5
),

denied_sets as (
    select
        weeks.before_week,
        denied_by_week.set_key,
        denied_by_week.carc_code,
        sum(denied_by_week.denied_line_count)::bigint as denied_line_count,
    from denied_by_week
    inner join denied_enough
        on
            denied_by_week.set_key = denied_enough.set_key
            and denied_by_week.carc_code = denied_enough.carc_code
    inner join weeks
        on
            denied_by_week.remit_week < weeks.before_week
            and denied_by_week.remit_week >= weeks.before_week - 7 * 13
    group by weeks.before_week, denied_by_week.set_key, denied_by_week.carc_code
    having sum(denied_by_week.denied_line_count) >= 5
),

told_keys as (
    select distinct set_key
    from denied_sets
),

line_cells as (
    select
        payer_id,
        procedure_id,
        modifier_id,
        place_id,
        diagnosis_id,
        remit_week,
        sum(line_count)::bigint as line_count,
    from cells
    group by payer_id, procedure_id, modifier_id, place_id, diagnosis_id, remit_week
),

keyed_lines as (
    select
        line_cells.payer_id * subsets.payer_worth
        + line_cells.procedure_id * subsets.procedure_worth
        + line_cells.modifier_id * subsets.modifier_worth
        + line_cells.place_id * subsets.place_worth
        + line_cells.diagnosis_id * subsets.diagnosis_worth as set_key,
        line_cells.remit_week,
        line_cells.line_count,
    from line_cells
    inner join subsets
        on
            (subsets.payer_worth = 0 or line_cells.payer_id > 0)
            and (subsets.procedure_worth = 0 or line_cells.procedure_id > 0)
            and (subsets.modifier_worth = 0 or line_cells.modifier_id > 0)
            and (subsets.place_worth = 0 or line_cells.place_id > 0)
            and (subsets.diagnosis_worth = 0 or line_cells.diagnosis_id > 0)
),

lines_by_week as (
    select
        keyed_lines.set_key,
        keyed_lines.remit_week,
        sum(keyed_lines.line_count)::bigint as line_count,
    from keyed_lines
    inner join told_keys on keyed_lines.set_key = told_keys.set_key
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
            and lines_by_week.remit_week >= weeks.before_week - 7 * 13
    group by weeks.before_week, lines_by_week.set_key
    having sum(lines_by_week.line_count) >= 20
),

sets as (
    select
        denied_sets.before_week,
        denied_sets.set_key,
        denied_sets.carc_code,
        denied_sets.denied_line_count,
        line_sets.line_count,
        -- All lines where the set names one attribute, or no payer; else those of its payer.
        case
            when denied_sets.set_key >= digits.payer_base
                then denied_sets.set_key % digits.payer_base
            else 0
        end as around_key,
        denied_sets.set_key % digits.payer_base as payer_id,
        denied_sets.set_key // digits.payer_base % digits.procedure_base as procedure_id,
        denied_sets.set_key
        // (digits.payer_base * digits.procedure_base)
        % digits.modifier_base as modifier_id,
        denied_sets.set_key
        // (digits.payer_base * digits.procedure_base * digits.modifier_base)
        % digits.place_base as place_id,
        denied_sets.set_key
        // (
            digits.payer_base
            * digits.procedure_base
            * digits.modifier_base
            * digits.place_base
        ) as diagnosis_id,
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
            and answers.remit_week >= weeks.before_week - 7 * 13
    group by weeks.before_week, weeks.is_current
)

select
    sets.before_week,
    all_lines.is_current,
    payer_values.payer_name,
    procedure_values.procedure_code,
    modifier_values.modifier_set,
    place_values.place_of_service_code,
    diagnosis_values.diagnosis_code,
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
        and sets.around_key = around.set_key
inner join all_lines on sets.before_week = all_lines.before_week
left join payer_values on sets.payer_id = payer_values.payer_id
left join procedure_values on sets.procedure_id = procedure_values.procedure_id
left join modifier_values on sets.modifier_id = modifier_values.modifier_id
left join place_values on sets.place_id = place_values.place_id
left join diagnosis_values on sets.diagnosis_id = diagnosis_values.diagnosis_id
order by
    sets.before_week,
    sets.carc_code,
    payer_values.payer_name,
    procedure_values.procedure_code,
    modifier_values.modifier_set,
    place_values.place_of_service_code,
    diagnosis_values.diagnosis_code

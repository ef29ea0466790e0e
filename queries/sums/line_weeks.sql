-- How many lines alike were answered in a week, and how many of them denied?
-- grain: one row per remit week, payer, procedure, modifiers, place, diagnosis and reason
-- scope: store
-- param filters: everything; first answers of first payers are counted
-- param weeks: the remit weeks counted; null: all
select
    payer_id,
    procedure_id,
    modifiers_id,
    place_id,
    diagnosis_id,
    carc_id,
    count(*) as line_count,
    count(*) filter (where is_denied) as denied_line_count,
    remit_week,
from review.numbered_lines($filters, $weeks)
group by
    payer_id,
    procedure_id,
    modifiers_id,
    place_id,
    diagnosis_id,
    carc_id,
    remit_week;

comment on column sums.line_weeks.payer_id is 'Payer, as numbered in attribute_values.';
comment on column sums.line_weeks.procedure_id is 'Procedure, as numbered in attribute_values.';
comment on column sums.line_weeks.modifiers_id is 'All modifiers of the line, as numbered in attribute_values.';
comment on column sums.line_weeks.place_id is 'Place of service, as numbered in attribute_values.';
comment on column sums.line_weeks.diagnosis_id is 'First diagnosis of the line, as numbered in attribute_values.';
comment on column sums.line_weeks.carc_id is 'Reason, as numbered in attribute_values; null where not denied.';
comment on column sums.line_weeks.line_count is 'Lines first answered by a first payer.';
comment on column sums.line_weeks.denied_line_count is 'Of them denied.';
comment on column sums.line_weeks.remit_week is 'Monday of the week.';

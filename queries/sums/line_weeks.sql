-- How many similar lines were answered in a week, and how many of them denied?
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

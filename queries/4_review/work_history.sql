-- What did the team write of denied lines, who and when?
-- grain: one row per entry of the notebook about a line that is there
-- param claim: patient control number; null for all
-- param payer: only this payer's lines; null for all
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
select
    line_outcomes.patient_control_number,
    line_outcomes.payer_name,
    line_outcomes.procedure_code,
    line_outcomes.carc_code,
    entries.status as work_status,
    entries.assignee,
    entries.note,
    entries.next_step,
    entries.changed_by as worked_by,
    entries.entry_number,
    line_outcomes.service_line_number,
    line_outcomes.denied_amount,
    line_outcomes.service_date,
    entries.next_date,
    entries.changed_at as worked_at,
from review.entries_of_lines($work) as entries
inner join marts.line_outcomes
    on
        entries.chain_number = line_outcomes.chain_number
        and entries.chain_line_number = line_outcomes.chain_line_number
where
    review.is_wanted($claim, line_outcomes.patient_control_number)
    and review.is_wanted($payer, line_outcomes.payer_name)
order by entries.entry_number, line_outcomes.service_line_number

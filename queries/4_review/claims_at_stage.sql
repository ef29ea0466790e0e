-- Which claims are at a stage of the flow?
-- grain: one row per claim
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param first_stage: only what happened first: rejected, denied, paid or open; null for all
-- param final_stage: only what has become of it: paid, recovered, written_off or open; null for all
-- param row_limit: how many rows at most, the largest open amounts first; null for all
select
    patient_control_number,
    payer_name,
    provider_name,
    line_of_business,
    array_to_string(procedure_codes, ' ') as procedure_codes,
    array_to_string(carc_codes, ' ') as carc_codes,
    first_stage,
    final_stage,
    submission_count,
    rejected_submission_count,
    answer_count,
    charge_amount,
    paid_amount,
    denied_amount,
    recovered_amount,
    open_amount,
    is_to_resubmit,
    service_date,
    first_submission_date,
    first_remit_date,
from review.claims_by_stage($filters, $work)
where
    review.is_wanted($first_stage, first_stage)
    and review.is_wanted($final_stage, final_stage)
order by open_amount desc, charge_amount desc, patient_control_number, service_date
limit coalesce($row_limit::bigint, 9223372036854775807)

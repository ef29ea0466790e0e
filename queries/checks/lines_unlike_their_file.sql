-- An answered line is there once, with its file's procedure, day and charge, and its claim's payer.
-- grain: one row per answered line that is missing, doubled, added or different
with given as (
    select
        recounted_lines.*,
        recounted_claims.file_id,
        recounted_claims.transaction_set_number,
        recounted_claims.claim_number,
        recounted_claims.payer_name,
        recounted_claims.patient_control_number,
        recounted_claims.remit_date,
        recounted_claims.remit_week,
    from temp.recounted_lines
    inner join temp.recounted_claims on recounted_lines.claim_id = recounted_claims.claim_id
)

select
    coalesce(given.file_id, answered_lines.file_id) as file_id,
    coalesce(given.transaction_set_number, answered_lines.transaction_set_number)
        as transaction_set_number,
    coalesce(given.claim_number, answered_lines.claim_number) as claim_number,
    coalesce(given.service_line_number, answered_lines.service_line_number)
        as service_line_number,
    count(answered_lines.file_id) as row_count,
from given
full outer join temp.answered_lines
    on
        given.claim_id = answered_lines.claim_id
        and given.service_line_number = answered_lines.service_line_number
group by all
having
    count(given.file_id) != 1
    or count(answered_lines.file_id) != 1
    or not bool_and(
        answered_lines.segment_number = given.segment_number
        and answered_lines.payer_name is not distinct from given.payer_name
        and answered_lines.patient_control_number = given.patient_control_number
        and answered_lines.remit_date is not distinct from given.remit_date
        and answered_lines.remit_week is not distinct from given.remit_week
        and answered_lines.procedure_code = given.procedure_code
        and answered_lines.paid_procedure_code is not distinct from given.paid_procedure_code
        and answered_lines.line_control_number is not distinct from given.line_control_number
        -- Modifiers that were billed may be with those the payer gave back.
        and list_has_all(answered_lines.modifier_codes, given.modifier_codes)
        and answered_lines.service_date is not distinct from given.service_date
        and answered_lines.charge_amount = given.charge_amount
    )

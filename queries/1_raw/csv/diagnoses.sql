-- A diagnosis of a claim, as a claim extract gives it.
-- grain: one row per different diagnosis of a claim, in the order its rows name them
-- ids: set_id, claim_id
--
-- The first is the principal one. ICD-10 begins with a letter, ICD-9 mostly with a digit.
select
    file_id,
    transaction_set_number,
    claim_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    diagnosis_number,
    case when diagnosis_code >= 'A' then 'AB' else 'B' end
    || case when diagnosis_number = 1 then 'K' else 'F' end as diagnosis_qualifier,
    diagnosis_code,
from temp.csv_billed_diagnoses
group by
    file_id, transaction_set_number, claim_number, diagnosis_number, diagnosis_code

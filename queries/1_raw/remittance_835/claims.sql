-- A payer's answer to a claim (835 loop 2100: CLP and what is under it).
-- grain: one row per CLP segment
-- ids: set_id, claim_id
--
-- The patient's, the insured's and corrected names and ids are not kept, but for the patient key.
with claim_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        body,
        string_split(split_part(body, chr(30), 1), chr(29)) as clp,
        raw.rest_of_segment(body, 'NM1', 'QC') as patient,
        raw.rest_of_segment(body, 'NM1', '82') as rendering,
        raw.rest_of_segment(body, 'NM1', 'TT') as crossover,
    from temp.remittance_835_loops
    where claim_number > 0 and service_line_number = 0
)

select
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    nullif(clp[1], '') as patient_control_number,
    nullif(clp[2], '') as claim_status_code,
    nullif(clp[3], '') as charge_amount,
    nullif(clp[4], '') as paid_amount,
    nullif(clp[5], '') as patient_responsibility_amount,
    nullif(clp[6], '') as claim_filing_code,
    nullif(clp[7], '') as payer_claim_control_number,
    nullif(clp[8], '') as facility_type_code,
    nullif(clp[9], '') as frequency_code,
    nullif(clp[11], '') as drg_code,
    raw.patient_key_of(nullif(patient[2], ''), nullif(patient[3], '')) as patient_key,
    nullif(concat_ws(', ', nullif(rendering[2], ''), nullif(rendering[3], '')), '')
        as rendering_provider_name,
    nullif(rendering[8], '') as rendering_provider_id,
    nullif(crossover[2], '') as crossover_payer_name,
    nullif(crossover[8], '') as crossover_payer_id,
    raw.value_of_segment(body, 'REF', 'F8') as original_reference_number,
    raw.value_of_segment(body, 'REF', 'CE') as contract_class,
    raw.value_of_segment(body, 'REF', 'G1') as prior_authorization_number,
    raw.value_of_segment(body, 'DTM', '232') as statement_from_date,
    raw.value_of_segment(body, 'DTM', '233') as statement_to_date,
    raw.value_of_segment(body, 'DTM', '050') as received_date,
    raw.value_of_segment(body, 'DTM', '036') as coverage_expiration_date,
    raw.value_of_segment(body, 'AMT', 'AU') as coverage_amount,
    raw.value_of_segment(body, 'AMT', 'I') as interest_amount,
from claim_loops

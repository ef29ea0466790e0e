-- One reason why a charge was not paid whole, as a remittance extract gives it.
-- grain: one row per reason of a line; service_line_number 0 is the claim level
-- ids: set_id, claim_id, line_id
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    row_number as segment_number,
    row_number,
    adjustment_number,
    group_code,
    carc_code,
    reason_words,
    amount::varchar as amount,
    residual_amount::varchar as residual_amount,
from temp.csv_priced_reasons

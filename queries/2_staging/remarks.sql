-- A remark code the payer gave with a line or a claim.
-- grain: one row per remark; service_line_number 0 is the claim level
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.remittance_835_remarks
    union all by name
    select * from raw.csv_remarks
)

select
    -- keys
    set_id,
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number,
    remark_number,
    -- codes
    -- Reject codes of pharmacies (835 guide, LQ01 RX) are a list of their own, in which the code of a
    -- remark means something else.
    case when upper(trim(qualifier)) = 'RX' then 'NCPDP-' else '' end
    || upper(trim(remark_code)) as remark_code,
    source,
    qualifier,
from given

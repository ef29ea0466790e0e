-- Of which procedures of payers must the usual share be asked again?
-- grain: one row per payer and procedure
select distinct
    payer_name,
    procedure_code,
from temp.touched_paid_procedures

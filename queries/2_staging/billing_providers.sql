-- Who billed the claims below a level.
-- grain: one row per billing provider level
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_billing_providers
    union all by name
    select * from raw.csv_billing_providers
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    -- codes and text
    provider_name as billing_provider_name,
    entity_type_code,
    provider_id as billing_provider_npi,
    tax_id,
    taxonomy_code,
    state_code,
    postal_code,
    pay_to_provider_name,
    pay_to_provider_id,
from given

-- Who billed the claims below a level.
-- grain: one row per billing provider level
select
    -- keys
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    -- codes and text
    provider_name as billing_provider_name,
    provider_id as billing_provider_npi,
    tax_id,
    taxonomy_code,
    state_code,
    postal_code,
    pay_to_provider_name,
    pay_to_provider_id,
from raw.claim_837_billing_providers

-- What a payer asks for: one code of a request for information.
-- grain: one row per code asked for; service_line_number 0 is the whole claim
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    segment_number,
    code_number,
    -- codes
    upper(trim(status_category_code)) as status_category_code,
    case
        when code_list = 'LOI' or contains(requested_code, '-') then trim(requested_code)
        else staging.code_of(requested_code)
    end as requested_code,
    coalesce(code_list = 'LOI', false)
    or coalesce(contains(requested_code, '-'), false) as is_loinc,
    upper(trim(entity_code)) as entity_code,
    -- dates
    staging.date_of(status_date) as status_date,
    staging.first_day_of(due_date) as due_date,
from raw.information_request_277_items

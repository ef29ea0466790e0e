-- A file: loaded, a duplicate of one loaded before, or refused.
-- grain: one row per file; starts empty, filled as files are loaded
select
    null::varchar as file_id,
    null::varchar as file_name,
    null::varchar as file_kind,
    null::varchar as status,
    null::varchar as message,
    null::bigint as byte_count,
    null::bigint as transaction_set_count,
    null::bigint as claim_count,
    null::bigint as line_count,
    null::bigint as adjustment_count,
    null::bigint as finding_count,
    null::bigint as kept_claim_count,
    null::bigint as kept_line_count,
    null::decimal(18, 2) as kept_charge_amount,
    null::decimal(18, 2) as kept_paid_amount,
    null::bigint as file_number,
    null::bigint as load_number,
    null::timestamp as loaded_at,
where false

-- Something odd about a file that loaded all the same.
-- grain: one row per finding; starts empty, filled as files are loaded
select
    null::varchar as file_id,
    null::integer as transaction_set_number,
    null::bigint as segment_number,
    null::varchar as finding_code,
    null::varchar as found,
    null::varchar as expected,
    null::varchar as message,
where false

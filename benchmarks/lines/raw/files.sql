-- grain: one row per invented week
select
    'week' || lpad(week::varchar, 8, '0') as file_id,
    'week ' || week || '.835' as file_name,
    '835' as file_kind,
    'loaded' as status,
    '' as message,
    count(*) * 500 as byte_count,
    count(distinct payer) as transaction_set_count,
    count(*) as claim_count,
    sum(line_count)::bigint as line_count,
    0 as adjustment_count,
    0 as finding_count,
    week,
    1 as load_number,
    timestamp '2026-09-28 12:00:00' as loaded_at,
from temp.invented_claims
group by week

-- How often a remark code came.
-- grain: one row per RARC of a loaded file
-- scope: store
-- adds: remark_count
select
    remark_code,
    count(*) as remark_count,
from marts.remarks
group by remark_code;

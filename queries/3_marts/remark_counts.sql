-- How often a remark code came.
-- grain: one row per RARC of a loaded file
-- scope: store
-- adds: remark_count
select
    remark_code,
    count(*) as remark_count,
from marts.remarks
group by remark_code;

comment on column marts.remark_counts.remark_code is 'Remark code (LQ02, MIA, MOA).';
comment on column marts.remark_counts.remark_count is 'How often it was said.';

-- A remark code, with what it says and how often it came.
-- grain: one row per RARC of the reference list or of a loaded file
-- scope: store
with all_codes as (
    select remark_code from reference.rarc
    union
    select remark_code from marts.remark_counts
)

select
    all_codes.remark_code,
    coalesce(rarc.remark_label, 'Not in the reference list') as remark_label,
    coalesce(rarc.category, '') as category,
    coalesce(rarc.usual_fix, '') as usual_fix,
    coalesce(counted.remark_count, 0) as remark_count,
from all_codes
left join marts.remark_counts as counted on all_codes.remark_code = counted.remark_code
left join reference.rarc on all_codes.remark_code = rarc.remark_code;

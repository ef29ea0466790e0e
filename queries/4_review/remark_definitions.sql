-- What does each remark code mean, and how often did it come?
-- grain: one row per RARC
select
    remark_code,
    remark_label,
    category,
    usual_fix,
    remark_count,
from marts.remark_codes
order by remark_count desc, remark_code

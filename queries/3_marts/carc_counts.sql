-- How often an adjustment reason came.
-- grain: one row per CARC of a loaded file
-- scope: store
-- adds: adjustment_count
select
    carc_code,
    count(*) as adjustment_count,
from marts.adjustments
group by carc_code;

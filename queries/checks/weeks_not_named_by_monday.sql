-- A week is named by its Monday.
-- grain: one row per day that names a week and is none
select distinct remit_week
from marts.line_outcomes
where isodow(remit_week) != 1

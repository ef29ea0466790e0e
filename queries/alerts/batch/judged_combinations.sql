-- Which combinations can stand out by the end of a week?
-- grain: one row per combination denied often enough, and CARC
-- param begin_week: the week that judging begins with
-- param last_week: the last week counted
with tried as (  -- noqa: ST03
    select *
    from sums.tried_combinations
    where begin_week = $begin_week and distinct_from_week <= $last_week
)

select *
from sums.combinations_judged('tried')

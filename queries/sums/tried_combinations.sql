-- Which combinations of payer, procedure and modifier were tried with a CARC, and from which week on?
-- grain: one row per week that judging begins with, combination with a denial since, and CARC
-- scope: store
-- param begin_week: the week that judging begins with
-- param combination_ids: the combinations asked for; null: all
--
-- Kept, so that a load asks again for the combinations whose lines it changed and for no others
-- (queries/functions/combinations_tried.sql says what is said for each).
select
    $begin_week::date as begin_week,
    *,
from sums.combinations_tried($begin_week, null, $combination_ids)
order by begin_week, carc_id, combination_id;

-- Which weeks were judged one after another, and how far?
-- grain: one row per week that judging begins with
select
    null::date as begin_week,
    null::date as judged_until_week,
    null::date as told_from_week,
where false;

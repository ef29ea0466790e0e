-- Weeks that were looked at for what is new, worse or improved.
-- grain: one row per remit week with a baseline of at least 8 weeks, of the last 26
select
    null::integer as combination_count,
    null::date as remit_week,
where false;

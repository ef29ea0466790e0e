-- What was unusual in a week more than chance explains: new or worse, to be watched, or improved.
-- grain: one row per week looked at from, kind and alert
--
-- A null dimension is one the alert is not about; the empty modifier_code is lines without any.
-- The counts are of the window (window_weeks up to remit_week); the baseline is of the 26 weeks
-- before it, or before the alert began where it began earlier: from then on it is frozen.
-- The alerts of a week use only what was known at its end, and stay as they are whichever file
-- comes after. An alert is new in its first week, then standing; it has ended once it was
-- not seen for two weeks, and is listed as ended for 4 weeks, with the counts of the 2 before.
select
    null::varchar as kind,
    null::varchar as status,
    null::varchar as carc_code,
    null::varchar as payer_name,
    null::varchar as procedure_code,
    null::varchar as modifier_code,
    null::varchar as sentence,
    null::integer as alert_number,
    null::integer as window_weeks,
    null::integer as seen_count,
    null::integer as line_count,
    null::double as expected_count,
    null::integer as baseline_denied_count,
    null::integer as baseline_line_count,
    null::integer as baseline_week_count,
    null::double as lift,
    null::double as e_value,
    null::date as remit_week,
    null::date as first_week,
    null::date as since_week,
    null::date as told_week,
    null::date as ended_week,
where false;

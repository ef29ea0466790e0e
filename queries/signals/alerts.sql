-- What stood out in a week beyond luck: new or worse, to be watched, or improved.
-- grain: one row per week looked at from, kind and alert
--
-- A null dimension is one the alert is not about. the empty modifier_code is lines without any.
-- The counts are of the window (window_weeks up to remit_week); the baseline is of the 26 weeks
-- before it, or before the alert began where it began earlier: from then on it is frozen.
-- What is told of a week is told from what was known at its end, and so stays as it is whatever
-- comes after. An alert is new in the first week it is told in, then stands; it has ended once it was
-- not seen for two weeks, and is told of as ended for 4 weeks, with the counts of the 2 before.
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

comment on column signals.alerts.kind is 'new_or_worse, watch or improved.';
comment on column signals.alerts.status is 'new, standing or ended; null for what is only watched.';
comment on column signals.alerts.carc_code is 'Reason it is about.';
comment on column signals.alerts.payer_name is 'Payer it is about; null for all.';
comment on column signals.alerts.procedure_code is 'Procedure it is about; null for all.';
comment on column signals.alerts.modifier_code is 'Modifier it is about, empty for lines without any; null for all.';
comment on column signals.alerts.sentence is 'All of it in one sentence.';
comment on column signals.alerts.alert_number is 'Its place in its week and kind, strongest first.';
comment on column signals.alerts.window_weeks is 'How many weeks, up to this one, are compared: 1, 2, 4 or 8.';
comment on column signals.alerts.seen_count is 'Denied lines in the window.';
comment on column signals.alerts.line_count is 'Adjudicated lines in the window.';
comment on column signals.alerts.expected_count is 'Denied lines expected in the window from the baseline.';
comment on column signals.alerts.baseline_denied_count is 'Denied lines in the baseline.';
comment on column signals.alerts.baseline_line_count is 'Adjudicated lines in the baseline.';
comment on column signals.alerts.baseline_week_count is 'Weeks of the baseline, 26 where there are as many.';
comment on column signals.alerts.lift is 'Seen divided by expected; null where none is expected.';
comment on column signals.alerts.e_value is 'How many such alerts luck alone would bring in a week; null where not seen.';
comment on column signals.alerts.remit_week is 'Week it is seen from.';
comment on column signals.alerts.first_week is 'First week of the window.';
comment on column signals.alerts.since_week is 'Week it began in.';
comment on column signals.alerts.told_week is 'First week it was told in: there it is new.';
comment on column signals.alerts.ended_week is 'Week it ended in; null while it stands.';

-- Where alerts stood at the end of each week judged, so that judging can go on from any of them.
-- grain: one row per begin week, remit week, direction and place in it
select
    null::date as begin_week,
    null::date as remit_week,
    null::boolean as is_improved,
    null::integer as place,
    null::bigint as combination_id,
    null::bigint as carc_id,
    null::date as since_week,
    null::date as told_week,
    null::date as seen_week,
    null::date as ended_week,
    null::varchar as why_ended,
where false;

comment on column signals.standing_alerts.begin_week is 'Week that judging began with (judged_spells).';
comment on column signals.standing_alerts.remit_week is 'Week at whose end they stood so.';
comment on column signals.standing_alerts.is_improved is 'Of fewer denials instead of more.';
comment on column signals.standing_alerts.place is 'Its place among them, in the order they began or ended.';
comment on column signals.standing_alerts.combination_id is 'Combination it is about, as in sums.combination_weeks.';
comment on column signals.standing_alerts.carc_id is 'Reason it is about, as numbered in attribute_values.';
comment on column signals.standing_alerts.since_week is 'Week it began in.';
comment on column signals.standing_alerts.told_week is 'First week it was told in.';
comment on column signals.standing_alerts.seen_week is 'Last week with evidence of it.';
comment on column signals.standing_alerts.ended_week is 'Week it ended in; null while it stands.';
comment on column signals.standing_alerts.why_ended is 'gone, usual or joined; empty while it stands.';

-- Which weeks were judged one after another, and how far?
-- grain: one row per week that judging begins with
select
    null::date as begin_week,
    null::date as judged_until_week,
    null::date as told_from_week,
where false;

comment on column signals.judged_spells.begin_week is 'Week that judging begins with: nothing before it counts.';
comment on column signals.judged_spells.judged_until_week is 'Last week judged; before begin_week where nothing could be.';
comment on column signals.judged_spells.told_from_week is 'First week that is told of in alerts.';

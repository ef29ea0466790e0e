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

-- Rules judged: what those learned before a week would have flagged of the claims sent in it.
-- grain: one row per week of submission
select
    null::date as submission_week,
    null::bigint as line_count,
    null::bigint as denied_line_count,
    null::bigint as flagged_line_count,
    null::bigint as flagged_denied_line_count,
where false;

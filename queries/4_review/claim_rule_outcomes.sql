-- What became of the lines that rules would have flagged, by the week they were sent in?
-- grain: one row per week of signals.claim_rule_tests
-- param filters: what is judged; its weeks narrow the answers, so ask without them
-- param weeks: of these weeks those wanted; null: all
--
-- A week's rules know only what was answered before it; judged are the lines sent in it and answered
-- since. Flagged are the 50 with the highest lower bounds, or all that a rule covers if fewer.
with lines as (
    select
        line_id,
        file_id,
        segment_number,
        is_denied,
        date_trunc('week', submission_date)::date as submission_week,
    from review.lines_in_view($filters)
    where
        remit_date >= date_trunc('week', submission_date)::date
        and (
            $weeks is null
            or list_contains($weeks, date_trunc('week', submission_date)::date)
        )
),

ranked as (
    select
        lines.submission_week,
        lines.is_denied,
        row_number() over (
            partition by lines.submission_week
            order by flagged_lines.lower_bound desc, lines.file_id, lines.segment_number
        ) as place,
    from lines
    inner join review.flagged_lines(false, $weeks) as flagged_lines
        on
            lines.submission_week = flagged_lines.before_week
            and lines.line_id = flagged_lines.line_id
),

flagged as (
    select
        submission_week,
        count(*) as flagged_line_count,
        count(*) filter (where is_denied) as flagged_denied_line_count,
    from ranked
    where place <= 50
    group by submission_week
)

select
    lines.submission_week,
    count(*) as line_count,
    count(*) filter (where lines.is_denied) as denied_line_count,
    coalesce(max(flagged.flagged_line_count), 0) as flagged_line_count,
    coalesce(max(flagged.flagged_denied_line_count), 0) as flagged_denied_line_count,
from lines
inner join signals.claim_rule_tests on lines.submission_week = claim_rule_tests.submission_week
left join flagged on lines.submission_week = flagged.submission_week
group by lines.submission_week
order by lines.submission_week

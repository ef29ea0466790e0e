-- Of the lines of a week of service or submission, how many are answered, denied, still pending?
-- grain: one row per week
-- param filters: what the review looks at; its weeks narrow the answers, so ask without them
-- param week_of: service or submission; null for service
--
-- Only lines whose claim is loaded: of others nobody knows what is pending. Seen from the day of the
-- newest answer. What becomes of pending lines is told by mature weeks: of those at least 13 weeks
-- older and at least 90 % answered the latest 26, lines that were pending at the same age, and how
-- many of them were denied later. (A line never answered stays among the pending.)
with lines as (
    select
        service_date,
        submission_date,
        is_denied,
        remit_date,
    from review.lines_in_view($filters)
    where submission_date is not null
    union all
    select
        service_date,
        submission_date,
        false as is_denied,
        null as remit_date,
    from review.unanswered_lines_in_view($filters)
    where submission_date is not null
),

today as (
    select max(remit_date) as as_of_date
    from marts.line_outcomes
),

lines_of_weeks as (
    select
        date_trunc(
            'week',
            case when $week_of::varchar = 'submission' then submission_date else service_date end
        )::date as line_week,
        is_denied,
        remit_date,
    from lines
),

-- Answers by their days after the week's Monday: few rows, however many lines.
answers as (
    select
        lines_of_weeks.line_week,
        date_diff('day', lines_of_weeks.line_week, today.as_of_date) as age_days,
        date_diff('day', lines_of_weeks.line_week, lines_of_weeks.remit_date) as answer_days,
        count(*) as line_count,
        count(*) filter (where lines_of_weeks.is_denied) as denied_line_count,
    from lines_of_weeks
    cross join today
    where lines_of_weeks.line_week <= today.as_of_date
    group by
        lines_of_weeks.line_week,
        date_diff('day', lines_of_weeks.line_week, today.as_of_date),
        date_diff('day', lines_of_weeks.line_week, lines_of_weeks.remit_date)
),

weeks as (
    select
        line_week,
        age_days,
        sum(line_count)::bigint as submitted_line_count,
        coalesce(sum(line_count) filter (where answer_days is not null), 0)::bigint
            as answered_line_count,
        sum(denied_line_count)::bigint as denied_line_count,
    from answers
    group by line_week, age_days
),

-- Nine tenths are answered: 9 x submitted is at most 10 x answered.
mature_weeks as (
    select
        weeks.line_week,
        weeks.age_days,
        earlier.line_week as mature_week,
    from weeks
    inner join weeks as earlier
        on
            weeks.age_days + 7 * reference.weeks_of_history() <= earlier.age_days
            and 9 * earlier.submitted_line_count <= 10 * earlier.answered_line_count
    qualify
        row_number() over (partition by weeks.line_week order by earlier.line_week desc)
        <= reference.weeks_shown()
),

pending_then as (
    select
        mature_weeks.line_week,
        count(distinct mature_weeks.mature_week) as mature_week_count,
        coalesce(
            sum(answers.line_count) filter (
                where answers.answer_days is null or answers.answer_days > mature_weeks.age_days
            ), 0
        )::bigint as mature_pending_line_count,
        coalesce(
            sum(answers.denied_line_count) filter (
                where answers.answer_days > mature_weeks.age_days
            ), 0
        )::bigint as mature_later_denied_line_count,
    from mature_weeks
    inner join answers on mature_weeks.mature_week = answers.line_week
    group by mature_weeks.line_week
)

select
    weeks.line_week,
    weeks.age_days,
    weeks.submitted_line_count,
    weeks.answered_line_count,
    weeks.denied_line_count,
    weeks.submitted_line_count - weeks.answered_line_count as pending_line_count,
    coalesce(pending_then.mature_week_count, 0) as mature_week_count,
    coalesce(pending_then.mature_pending_line_count, 0) as mature_pending_line_count,
    coalesce(pending_then.mature_later_denied_line_count, 0) as mature_later_denied_line_count,
from weeks
left join pending_then on weeks.line_week = pending_then.line_week
order by weeks.line_week

-- The Mondays before which claim rules are learned: that of now, and those to judge rules by.
--
-- The latest is the Monday after the newest answer, for claims still open (is_current). The others:
-- of the last 26 weeks the latest 13 in which claims were sent of whose lines at least half, and at
-- least 20, are answered, with 8 weeks of answers before them.
create or replace macro sums.claim_rule_weeks() as table (
    with newest as (
        select max(remit_week) as last_week
        from sums.line_weeks
    ),

    answered_span as (
        select
            min(line_weeks.remit_week) as first_week,
            max(line_weeks.remit_week) as last_week,
        from sums.line_weeks
        inner join newest on line_weeks.remit_week > newest.last_week - 7 * (reference.weeks_shown() + reference.weeks_of_history())
    ),

    sent_lines as (
        select
            submission_weeks.submission_week,
            submission_weeks.line_count as answered_line_count,
            submission_weeks.line_count,
        from sums.submission_weeks
        inner join answered_span on submission_weeks.remit_week >= answered_span.first_week
        union all
        select
            date_trunc('week', submission_date)::date as submission_week,
            0 as answered_line_count,
            count(*) as line_count,
        from marts.line_outcomes
        where verdict = 'unanswered'
        group by date_trunc('week', submission_date)::date
    ),

    weeks_judged as (
        select sent_lines.submission_week
        from sent_lines
        cross join answered_span
        where
            sent_lines.submission_week between greatest(
                answered_span.first_week + 7 * reference.weeks_before(),
                answered_span.last_week - 7 * (reference.weeks_shown() - 1)
            )::date and answered_span.last_week
        group by sent_lines.submission_week
        having
            2 * sum(sent_lines.answered_line_count) >= sum(sent_lines.line_count)
            and sum(sent_lines.answered_line_count) >= reference.too_few()
        qualify row_number() over (order by sent_lines.submission_week desc)
            <= reference.weeks_of_history()
    )

    select
        submission_week as before_week,
        false as is_current,
    from weeks_judged
    union all
    select
        (last_week + 7)::date as before_week,
        true as is_current,
    from answered_span
    where last_week is not null
)

-- How much of its chance to come back a denial still has at an age, as known on a day (null: today).
--
-- One row per age in days on which anything was seen, with 20 denials still watched at least. Of the
-- denials that teach the share still unanswered (Kaplan & Meier 1958) and the share that came
-- back (paid and refused as competing ends, Aalen & Johansen 1978) before each day: what is still to
-- come, per denial still unanswered, against what came of all from the start; drawn toward 1 as if
-- by 20 denials.
create or replace macro review.overturn_ages(today) as table (
    with watched as (
        select
            line_count,
            is_resolved and resolved_date <= coalesce(today::date, current_date) as has_ended,
            is_overturned
            and resolved_date <= coalesce(today::date, current_date) as has_come_back,
            greatest(
                date_diff(
                    'day',
                    remit_date,
                    least(
                        case when is_resolved then resolved_date end,
                        coalesce(today::date, current_date)
                    )
                ),
                0
            ) as age,
        from marts.overturn_counts
        where remit_date + reference.days_to_learn() <= coalesce(today::date, current_date)
    ),

    by_age as (
        select
            age,
            coalesce(sum(line_count) filter (where has_ended), 0)::bigint as ended_count,
            coalesce(sum(line_count) filter (where has_come_back), 0)::bigint
                as overturned_count,
            (sum(sum(line_count)) over (order by age desc))::double as watched_count,
        from watched
        group by age
    ),

    waiting as (
        select
            age,
            watched_count,
            overturned_count / watched_count as overturn_hazard,
            coalesce(
                exp(
                    sum(ln(greatest(1 - ended_count / watched_count, 1e-9))) over (
                        order by age rows between unbounded preceding and 1 preceding
                    )
                ),
                1
            ) as waiting_before,
        from by_age
    ),

    summed as (
        select
            age,
            watched_count,
            waiting_before,
            sum(waiting_before * overturn_hazard) over () as overturned_ever,
            sum(waiting_before * overturn_hazard) over (
                order by age rows between current row and unbounded following
            ) as overturned_later,
        from waiting
    )

    select
        age,
        lead(age) over (order by age) is null as is_last,
        (
            watched_count * overturned_later / waiting_before / nullif(overturned_ever, 0)
            + reference.prior_cases()
        ) / (watched_count + reference.prior_cases()) as later_factor,
    from summed
    where watched_count >= reference.too_few()
)

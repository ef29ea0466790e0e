-- Each denial of the past as it would have been predicted by the Monday of its week, and what came.
--
-- Predicted as review.overturn_chances would have done from the denials known by then (120 days old,
-- come back by then), times what the payer was known to allow before that week. Only denials that are
-- 120 days old on the day it is seen from (null: today), so that most of what comes has come; before
-- 20 lessons are known nothing is predicted.
create or replace macro review.predicted_denials(today) as table (
    with denials as (
        select *
        from review.overturn_lessons()
        where known_date <= coalesce(today::date, current_date)
    ),

    -- Each on the Monday by which it is known.
    events as (
        select
            payer_name,
            carc_code,
            (date_trunc('week', known_date + 6))::date as week,
            1 as lesson_count,
            0 as overturned_count,
            0 as told_count,
            0 as expected_allowed,
            0 as received,
        from denials
        union all
        select
            payer_name,
            carc_code,
            (date_trunc('week', overturn_known_date + 6))::date as week,
            0 as lesson_count,
            1 as overturned_count,
            teaches_yield::integer as told_count,
            case when teaches_yield then expected_allowed else 0 end as expected_allowed,
            case when teaches_yield then received else 0 end as received,
        from denials
        where overturn_known_date <= coalesce(today::date, current_date)
        union all
        select distinct
            payer_name,
            carc_code,
            remit_week as week,
            0 as lesson_count,
            0 as overturned_count,
            0 as told_count,
            0 as expected_allowed,
            0 as received,
        from denials
    ),

    weekly as (
        select
            payer_name,
            carc_code,
            week,
            sum(lesson_count) as lesson_count,
            sum(overturned_count) as overturned_count,
            sum(told_count) as told_count,
            sum(expected_allowed) as expected_allowed,
            sum(received) as received,
        from events
        group by payer_name, carc_code, week
    ),

    -- Rows of one week see all that was known by its Monday, of every payer.
    known as (
        select
            payer_name,
            carc_code,
            week,
            sum(lesson_count) over of_payer as lesson_count,
            sum(overturned_count) over of_payer as overturned_count,
            sum(lesson_count) over of_carc as carc_lesson_count,
            sum(overturned_count) over of_carc as carc_overturned_count,
            sum(lesson_count) over of_all as all_lesson_count,
            sum(overturned_count) over of_all as all_overturned_count,
            case
                when sum(told_count) over of_all >= reference.too_few()
                    then
                        sum(received) over of_all
                        / nullif(sum(expected_allowed) over of_all, 0)
                else 1
            end as yield,
        from weekly
        window
            of_payer as (
                partition by payer_name, carc_code
                order by week range between unbounded preceding and current row
            ),
            of_carc as (
                partition by carc_code
                order by week range between unbounded preceding and current row
            ),
            of_all as (order by week range between unbounded preceding and current row)
    ),

    chances as (
        select
            denials.*,
            known.yield,
            review.shrunk_chance(
                known.overturned_count,
                known.lesson_count,
                review.shrunk_chance(
                    known.carc_overturned_count,
                    known.carc_lesson_count,
                    known.all_overturned_count::double / known.all_lesson_count
                )
            ) as overturn_chance,
        from denials
        inner join known
            on
                denials.payer_name = known.payer_name
                and denials.carc_code = known.carc_code
                and denials.remit_week = known.week
        where known.all_lesson_count >= reference.too_few()
    )

    select
        *,
        overturn_chance * expected_allowed * yield as predicted,
    from chances
)

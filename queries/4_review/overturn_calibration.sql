-- Did denials come back as often as was foretold, when each was foretold only from what was known?
-- grain: one row per band of foretold chances (a fifth each)
-- param today: the day it is seen from; null for today
--
-- Each resolved denial of the past is foretold in the week it was denied, from the lessons known by
-- that Monday, as review.overturn_chances would have done then. Like the lessons, the denials
-- foretold are 120 days old at least; before 20 lessons are known nothing is foretold.
with lessons as (
    select
        payer_name,
        carc_code,
        is_overturned,
        remit_week,
        known_date,
        -- The Monday by which it is known.
        (date_trunc('week', known_date + 6))::date as known_week,
    from review.overturn_lessons()
    where known_date <= coalesce($today::date, current_date)
),

events as (
    select
        payer_name,
        carc_code,
        known_week as week,
        1 as lesson_count,
        is_overturned::integer as lesson_overturned_count,
        0 as foretold_count,
        0 as foretold_overturned_count,
    from lessons
    union all
    select
        payer_name,
        carc_code,
        remit_week as week,
        0 as lesson_count,
        0 as lesson_overturned_count,
        1 as foretold_count,
        is_overturned::integer as foretold_overturned_count,
    from lessons
),

weekly as (
    select
        payer_name,
        carc_code,
        week,
        sum(lesson_count) as lesson_count,
        sum(lesson_overturned_count) as lesson_overturned_count,
        sum(foretold_count) as foretold_count,
        sum(foretold_overturned_count) as foretold_overturned_count,
    from events
    group by payer_name, carc_code, week
),

-- What was known by each Monday; rows of one week see all that was known by it, of every payer.
known as (
    select
        foretold_count,
        foretold_overturned_count,
        sum(lesson_count) over of_payer as resolved_count,
        sum(lesson_overturned_count) over of_payer as overturned_count,
        sum(lesson_count) over of_carc as carc_resolved_count,
        sum(lesson_overturned_count) over of_carc as carc_overturned_count,
        sum(lesson_count) over of_all as all_resolved_count,
        sum(lesson_overturned_count) over of_all as all_overturned_count,
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

foretold as (
    select
        foretold_count,
        foretold_overturned_count,
        review.shrunk_chance(
            overturned_count,
            resolved_count,
            review.shrunk_chance(
                carc_overturned_count,
                carc_resolved_count,
                all_overturned_count::double / all_resolved_count
            )
        ) as chance,
    from known
    where foretold_count > 0 and all_resolved_count >= 20
)

select
    least(4, floor(chance * 5))::integer as band_number,
    sum(foretold_count)::bigint as foretold_count,
    sum(foretold_overturned_count)::bigint as overturned_count,
    sum(chance * foretold_count) as expected_overturned_sum,
from foretold
group by least(4, floor(chance * 5))::integer
order by least(4, floor(chance * 5))::integer

-- How likely a denial comes back, as far as is known on a day (null: today).
--
-- One row per payer and CARC that denied a line: of its denials of 120 days and more, the share that
-- came back, drawn toward that of the CARC at all payers, and this toward that of all. Without any
-- such denial the chance is null. For a line denied again the chance is that times again_factor:
-- how much less often those came back in the end. yield: what came of those that came back, per
-- dollar its own history said the payer allows (some come back in part); 1 until 20 have.
create or replace macro review.overturn_chances(today) as table (
    with known as (
        select
            *,
            is_overturned and resolved_date <= coalesce(today::date, current_date)
                as has_come_back,
        from marts.overturn_counts
        where remit_date + reference.days_to_learn() <= coalesce(today::date, current_date)
    ),

    lessons as (
        select
            payer_name,
            carc_code,
            sum(line_count)::bigint as lesson_count,
            coalesce(sum(line_count) filter (where has_come_back), 0)::bigint
                as overturned_count,
        from known
        group by payer_name, carc_code
    ),

    lessons_of_carcs as (
        select
            carc_code,
            sum(lesson_count)::bigint as lesson_count,
            sum(overturned_count)::bigint as overturned_count,
        from lessons
        group by carc_code
    ),

    lessons_of_all as (
        select
            coalesce(sum(line_count), 0)::bigint as lesson_count,
            coalesce(sum(line_count) filter (where has_come_back), 0)::double
            / nullif(sum(line_count), 0) as chance,
            coalesce(sum(line_count) filter (where is_denied_again), 0)::bigint as again_count,
            coalesce(sum(line_count) filter (where is_denied_again and has_come_back), 0)::bigint
                as again_overturned_count,
        from known
    ),

    -- What came of those that came back is told by themselves.
    yields as (
        select
            case
                when count(*) >= reference.too_few() then sum(received) / sum(expected_allowed)
                else 1
            end as yield,
        from review.overturn_lessons()
        where
            is_overturned
            and overturn_known_date <= coalesce(today::date, current_date)
            and teaches_yield
    ),

    denied as (
        select distinct
            payer_name,
            carc_code,
        from marts.denial_weeks
        where is_denied
    )

    select
        denied.payer_name,
        denied.carc_code,
        coalesce(lessons.lesson_count, 0) as lesson_count,
        coalesce(lessons.overturned_count, 0) as overturned_count,
        coalesce(lessons_of_carcs.lesson_count, 0) as carc_lesson_count,
        coalesce(lessons_of_carcs.overturned_count, 0) as carc_overturned_count,
        coalesce(lessons_of_all.lesson_count, 0) as all_lesson_count,
        yields.yield,
        coalesce(
            review.shrunk_chance(
                lessons_of_all.again_overturned_count,
                lessons_of_all.again_count,
                lessons_of_all.chance
            ) / nullif(lessons_of_all.chance, 0),
            1
        ) as again_factor,
        review.shrunk_chance(
            lessons.overturned_count,
            lessons.lesson_count,
            review.shrunk_chance(
                lessons_of_carcs.overturned_count,
                lessons_of_carcs.lesson_count,
                lessons_of_all.chance
            )
        ) as overturn_chance,
    from denied
    cross join lessons_of_all
    cross join yields
    left join lessons
        on denied.payer_name = lessons.payer_name and denied.carc_code = lessons.carc_code
    left join lessons_of_carcs on denied.carc_code = lessons_of_carcs.carc_code
)

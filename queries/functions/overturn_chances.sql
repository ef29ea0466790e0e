-- How likely a denial is overturned, as far as is known on a day (null: today).
--
-- One row per payer and CARC that denied a line: its own lessons drawn towards those of the CARC at
-- all payers, and these towards all lessons. Without any lesson the chance is null.
create or replace macro review.overturn_chances(today) as table (
    with lessons as (
        select
            payer_name,
            carc_code,
            count(*) as resolved_count,
            count(*) filter (where is_overturned) as overturned_count,
        from review.overturn_lessons()
        where known_date <= coalesce(today::date, current_date)
        group by payer_name, carc_code
    ),

    lessons_of_carcs as (
        select
            carc_code,
            sum(resolved_count)::bigint as resolved_count,
            sum(overturned_count)::bigint as overturned_count,
        from lessons
        group by carc_code
    ),

    lessons_of_all as (
        select
            sum(resolved_count)::bigint as resolved_count,
            sum(overturned_count)::double / nullif(sum(resolved_count), 0) as chance,
        from lessons
    ),

    denied as (
        select distinct
            payer_name,
            carc_code,
        from marts.line_outcomes
        where is_denied
    )

    select
        denied.payer_name,
        denied.carc_code,
        coalesce(lessons.resolved_count, 0) as resolved_count,
        coalesce(lessons.overturned_count, 0) as overturned_count,
        coalesce(lessons_of_carcs.resolved_count, 0) as carc_resolved_count,
        coalesce(lessons_of_carcs.overturned_count, 0) as carc_overturned_count,
        coalesce(lessons_of_all.resolved_count, 0) as all_resolved_count,
        review.shrunk_chance(
            lessons.overturned_count,
            lessons.resolved_count,
            review.shrunk_chance(
                lessons_of_carcs.overturned_count,
                lessons_of_carcs.resolved_count,
                lessons_of_all.chance
            )
        ) as overturn_chance,
    from denied
    cross join lessons_of_all
    left join lessons
        on denied.payer_name = lessons.payer_name and denied.carc_code = lessons.carc_code
    left join lessons_of_carcs on denied.carc_code = lessons_of_carcs.carc_code
)

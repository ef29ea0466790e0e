-- Lines (the name of a relation), each with what working it should bring back, seen from a day.
--
-- Expected recovery is the chance to come back (review.overturn_chances, and what of it is left at the
-- age of the denial, review.overturn_ages) times what the payer usually allows for the denied part
-- (review.usual_allowed), never the charge. They have the columns of review.lines_in_view.
create or replace macro review.with_expected_recovery(lines, today) as table (
    with told_ages as (
        select
            age,
            later_factor,
            is_last,
        from review.overturn_ages(today)
    ),

    -- An age has what is left at the next one watched: written beside each, to be found at once.
    factors_of_ages as (
        select
            unnest(range(lag(age, 1, -1) over (order by age) + 1, age + 1)) as age,
            later_factor,
        from told_ages
    ),

    expected as (
        select
            given.*,
            greatest(
                date_diff('day', given.remit_date, coalesce(today::date, current_date)), 0
            ) as age,
            overturn_chances.lesson_count,
            overturn_chances.overturned_count,
            overturn_chances.carc_lesson_count,
            overturn_chances.carc_overturned_count,
            overturn_chances.all_lesson_count,
            overturn_chances.overturn_chance,
            overturn_chances.again_factor,
            overturn_chances.yield,
            review.expected_allowed(
                given.usual_allowed_amount,
                case given.outcome
                    when 'partly_recovered' then 'partial'
                    else given.verdict
                end,
                given.open_amount,
                given.charge_amount
            ) as expected_allowed,
            work_minutes.work_minutes,
        from review.usual_allowed(lines) as given
        left join review.overturn_chances(today) as overturn_chances
            on
                given.payer_name = overturn_chances.payer_name
                and given.carc_code = overturn_chances.carc_code
        left join marts.work_minutes on given.category = work_minutes.category
    ),

    -- An age older than any watched has what is left at the last of them.
    aged as (
        select
            expected.*,
            case
                when expected.outcome in ('re_denied', 'partly_recovered')
                    then expected.again_factor
                else coalesce(factors_of_ages.later_factor, last_age.later_factor, 1)
            end as chance_left,
        from expected
        left join factors_of_ages on expected.age = factors_of_ages.age
        left join told_ages as last_age on last_age.is_last
    )

    select
        *,
        case when overturn_chance is not null then least(overturn_chance * chance_left, 1) end
            as chance,
        case
            when overturn_chance is not null
                then least(overturn_chance * chance_left, 1) * expected_allowed * yield
        end as expected_recovery,
    from aged
)

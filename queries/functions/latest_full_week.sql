-- The latest full week: the one under review where none is named. Defined here and nowhere else.
--
-- A newest week with under half the median lines of the 8 before it is still coming in (a load on
-- Tuesday holds Monday's remittances), so the week before it is taken. Earlier weeks are full,
-- however few their lines. It is the same for all payers and reasons: of the filters only the weeks
-- and what they are of (remittance or service) matter. Where these hold no full week, it is the last
-- they hold. Counted are first answers; for 'claims' claims sent, by the week of their first submission.
create or replace macro review.latest_full_week(filters, counted) as table (
    with counted_weeks as (
        select
            remit_week as week,
            sum(line_count)::bigint as counted_count,
        from marts.denial_weeks
        where
            counted = 'lines'
            and (filters).date_basis is distinct from 'service'
            and not is_secondary
            and not is_apart
        group by remit_week
        union all
        select
            service_week as week,
            count(*) as counted_count,
        from marts.line_outcomes
        where
            counted = 'lines'
            and (filters).date_basis = 'service'
            and verdict != 'unanswered'
            and not is_secondary
            and not is_duplicate
            and not is_not_final
        group by service_week
        union all
        select
            case
                when (filters).date_basis = 'service'
                    then date_trunc('week', service_date)::date
                else claim_week
            end as week,
            count(*) as counted_count,
        from marts.claims
        where counted = 'claims' and is_billed and standing != 'secondary'
        group by all
    ),

    weeks_against_8 as (
        select
            week,
            counted_count,
            median(counted_count::double) over (
                order by week rows between reference.weeks_before() preceding and 1 preceding
            ) as middle,
            row_number() over (order by week desc) as place_from_end,
        from counted_weeks
        where week is not null
    ),

    judged as (
        select
            week,
            place_from_end > 1 or middle is null or 2 * counted_count >= middle as is_full,
        from weeks_against_8
        where
            review.is_in_weeks(filters, week)
    )

    select coalesce(max(week) filter (where is_full), max(week)) as week
    from judged
)

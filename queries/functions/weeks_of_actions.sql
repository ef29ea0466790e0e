-- What every action is about, week by week: counted of how many, in every week with answers.
--
-- All of it in one pass over the lines, as there may be many: those denied again after it was done, too.
-- Rejections are counted among claims sent, by the week first sent; all else among answered lines,
-- by the week of the remittance. A week in which a payer the action names seems to miss a file is
-- not healthy: too little came in to be counted.
create or replace macro review.weeks_of_actions(actions) as table (
    with decided as (
        select *
        from review.decided_actions(actions)
    ),

    told_weeks as (
        select distinct
            false as is_of_claims,
            remit_week as counted_week,
        from marts.line_outcomes
        where remit_week is not null
        union all
        select distinct
            true as is_of_claims,
            claim_week as counted_week,
        from marts.claims
        where claim_week is not null
    ),

    -- Each action's own filters, so what is counted here is what any page counts under them.
    counted as (
        select
            decided.action_number,
            lines.remit_week as counted_week,
            count(*) as total_count,
            count(*) filter (where lines.is_denied) as counted_count,
            count(*) filter (where lines.is_denied and lines.remit_date > decided.done_date)
                as repeat_count,
            count(*) filter (
                where
                lines.is_denied
                and lines.remit_date > decided.done_date
                and lines.service_date > decided.done_date
            ) as repeat_served_after_count,
            coalesce(sum(lines.denied_amount), 0) as amount,
            coalesce(sum(power(lines.denied_amount::double, 2)), 0) as squared_amount,
        from decided
        cross join lateral (select * from review.lines_in_view(decided.filters)) as lines
        where decided.measure != 'rejection_rate'
        group by decided.action_number, lines.remit_week
        union all
        select
            decided.action_number,
            claims.claim_week as counted_week,
            count(*) as total_count,
            count(*) filter (where claims.is_rejected) as counted_count,
            null::bigint as repeat_count,
            null::bigint as repeat_served_after_count,
            coalesce(sum(claims.charge_amount) filter (where claims.is_rejected), 0) as amount,
            0 as squared_amount,
        from decided
        cross join
            lateral (
                select * from review.submitted_claims_in_view(decided.filters)
            ) as claims
        where decided.measure = 'rejection_rate'
        group by decided.action_number, claims.claim_week
    ),

    unhealthy as (
        select distinct
            decided.action_number,
            payer_weeks.remit_week as counted_week,
        from decided
        inner join marts.payer_weeks
            on list_contains((decided.filters).payers, payer_weeks.payer_name)
        where decided.measure != 'rejection_rate' and not payer_weeks.is_healthy
    )

    select
        decided.action_number,
        coalesce(counted.counted_count, 0)::bigint as counted_count,
        coalesce(counted.total_count, 0)::bigint as total_count,
        coalesce(counted.repeat_count, 0)::bigint as repeat_count,
        coalesce(counted.repeat_served_after_count, 0)::bigint as repeat_served_after_count,
        coalesce(counted.amount, 0)::decimal(18, 2) as amount,
        coalesce(counted.squared_amount, 0)::double as squared_amount,
        unhealthy.counted_week is null as is_healthy,
        told_weeks.counted_week between decided.first_week_before and decided.decided_week
            as is_before,
        told_weeks.counted_week >= decided.first_week_after as is_after,
        told_weeks.counted_week,
    from decided
    inner join told_weeks
        on
            (decided.measure = 'rejection_rate') = told_weeks.is_of_claims
            and told_weeks.counted_week >= (decided.filters).first_week
    left join counted
        on
            decided.action_number = counted.action_number
            and told_weeks.counted_week = counted.counted_week
    left join unhealthy
        on
            decided.action_number = unhealthy.action_number
            and told_weeks.counted_week = unhealthy.counted_week
)

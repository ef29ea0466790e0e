-- What was decided, and did it change its number?
-- grain: one row per action
-- param actions: what the team decided (analytics/notebook/actions.py)
-- param week: Monday of the last week looked at; null for the latest full one
-- param status: only actions that are open, done or dropped; null for all
-- param owner: only this person's actions; null for all
--
-- Counts are of the action's own filters: denied lines of answered lines, or rejected claims of claims
-- sent. After are at most the last 8 weeks of those after the decision (or after it was done). For
-- the odds of chance each week before is held against its even share of all before (of their lines
-- or, where the measure is so much a week, of the weeks): residual_squares is the sum of the squared
-- differences, share_squares the sum of the squared shares; dollars count as so many lines of their
-- own size, of so many dollars (sum of squares / sum).
-- One question: all is counted over the weeks of one action, before and after.
with decided as (
    select *
    from review.decided_actions($actions)
    where
        ($status::varchar is null or status = $status)
        and ($owner::varchar is null or owner = $owner)
        and ($week::date is null or decided_week <= $week::date)
),

-- Of answers; where no remittance is loaded, of claims sent.
latest as (
    select coalesce($week::date, answered.week, sent.week) as last_week,
    from
        review.latest_full_week(
            {
                'first_week': null::date,
                'last_week': null::date,
                'date_basis': 'remit'
            },
            'lines'
        ) as answered
    cross join
        review.latest_full_week(
            {
                'first_week': null::date,
                'last_week': null::date,
                'date_basis': 'remit'
            },
            'claims'
        ) as sent
),

placed_weeks as (
    select
        weeks.*,
        decided.measure,
        row_number() over (
            partition by weeks.action_number, weeks.is_after, weeks.is_healthy
            order by weeks.counted_week desc
        ) as place_from_end,
    from review.weeks_of_actions($actions) as weeks
    inner join decided on weeks.action_number = decided.action_number
    cross join latest
    where weeks.counted_week <= latest.last_week
),

weeks as (
    select
        *,
        is_healthy and is_before as is_told_before,
        is_healthy and is_after and place_from_end <= reference.weeks_before() as is_told_after,
    from placed_weeks
),

totals as (
    select
        action_number,
        count(*) filter (where is_told_before) as before_week_count,
        sum(counted_count) filter (where is_told_before) as before_count,
        sum(total_count) filter (where is_told_before) as before_total_count,
        sum(amount) filter (where is_told_before) as before_amount,
        sum(squared_amount) filter (where is_told_before) as before_squared_amount,
        count(*) filter (where is_told_after) as after_week_count,
        sum(counted_count) filter (where is_told_after) as after_count,
        sum(total_count) filter (where is_told_after) as after_total_count,
        sum(amount) filter (where is_told_after) as after_amount,
        sum(repeat_count)::bigint as repeat_line_count,
        sum(repeat_served_after_count)::bigint as repeat_served_after_line_count,
    from weeks
    group by action_number
),

sized as (
    select
        weeks.action_number,
        case
            when weeks.measure = 'denied_amount'
                then
                    weeks.amount::double * totals.before_amount::double
                    / nullif(totals.before_squared_amount, 0)
            else weeks.counted_count
        end as seen,
        case
            when weeks.measure = 'denied_amount'
                then
                    power(totals.before_amount::double, 2)
                    / nullif(totals.before_squared_amount, 0)
            else totals.before_count
        end
        * case
            when weeks.measure in ('denial_rate', 'rejection_rate')
                then weeks.total_count::double / nullif(totals.before_total_count, 0)
            else 1.0 / totals.before_week_count
        end as even_share,
    from weeks
    inner join totals on weeks.action_number = totals.action_number
    where weeks.is_told_before
),

scatter as (
    select
        action_number,
        sum(power(seen - even_share, 2)) as residual_squares,
        sum(power(even_share, 2)) as share_squares,
    from sized
    group by action_number
)

select
    decided.action_number,
    decided.title,
    decided.owner,
    decided.measure,
    decided.status,
    array_to_string((decided.filters).payers, ', ') as payer_name,
    array_to_string((decided.filters).categories, ', ') as category,
    array_to_string((decided.filters).carcs, ', ') as carc_code,
    array_to_string((decided.filters).modifiers, ', ') as modifier_code,
    array_to_string((decided.filters).procedures, ', ') as procedure_code,
    array_to_string((decided.filters).providers, ', ') as provider_name,
    array_to_string((decided.filters).lines_of_business, ', ') as line_of_business,
    decided.note,
    decided.decided_by,
    decided.goal,
    coalesce(totals.before_week_count, 0) as before_week_count,
    coalesce(totals.before_count, 0)::bigint as before_count,
    coalesce(totals.before_total_count, 0)::bigint as before_total_count,
    coalesce(totals.before_amount, 0)::decimal(18, 2) as before_amount,
    coalesce(totals.before_squared_amount, 0) as before_squared_amount,
    coalesce(totals.after_week_count, 0) as after_week_count,
    coalesce(totals.after_count, 0)::bigint as after_count,
    coalesce(totals.after_total_count, 0)::bigint as after_total_count,
    coalesce(totals.after_amount, 0)::decimal(18, 2) as after_amount,
    coalesce(scatter.residual_squares, 0) as residual_squares,
    coalesce(scatter.share_squares, 0) as share_squares,
    case
        when decided.done_date is not null and decided.measure != 'rejection_rate'
            then coalesce(totals.repeat_line_count, 0)
    end as repeat_line_count,
    case
        when decided.done_date is not null and decided.measure != 'rejection_rate'
            then coalesce(totals.repeat_served_after_line_count, 0)
    end as repeat_served_after_line_count,
    (decided.filters).include_secondary as include_secondary,
    (decided.filters).include_duplicates as include_duplicates,
    (decided.filters).include_patient as include_patient,
    decided.due_date,
    decided.decided_week,
    decided.since_week,
    decided.done_date,
    decided.first_week_before,
    decided.first_week_after,
    latest.last_week,
    decided.decided_at,
from decided
cross join latest
left join totals on decided.action_number = totals.action_number
left join scatter on decided.action_number = scatter.action_number
order by decided.action_number

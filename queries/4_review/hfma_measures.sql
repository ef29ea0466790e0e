-- What are HFMA's standardized denial metrics, week by week or month by month?
-- grain: one row per period and measure
-- param filters: its weeks say which periods; else only what a claim is alone narrows
--     (review.filters_of_claims)
-- param every: week or month; null for week
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
--
-- HFMA Claim Integrity Task Force, Standardizing Denial Metrics for Revenue Cycle Benchmarking and
-- Process Improvement (2021). Initial denials are of claims, as there; what follows a denial is of lines,
-- which its appendix calls best practice. A denominator that is an average of several periods comes as
-- their sum and how many they are (denominator_period_count): 13 weeks or 3 months. It is null where
-- the files loaded do not reach back so far. Where no claim file is loaded, a claim counts as submitted
-- in the week of its first answer.
--     initial_denial_rate_by_claims, _by_dollars: claims with an initial denial (their charge) over
--         those submitted, the average of the 3 months before the period
--     primary_denial_rate: answers of first payers that pay nothing over all their answers, in the 4
--         weeks up to the end of the period; duplicates left out
--     denial_write_offs: dollars still denied of lines written off (work list) or voided (frequency 8)
--         over what first payers allow (paid and the patient's share), the average of the 3 months up
--         to the end of the period; it is used for net patient service revenue, which no file tells
--     days_to_appeal: days from the initial denial to the first appeal (status sent in the work list, a
--         frequency 7 or 8 claim), over lines appealed in the period
--     days_to_resolution: days from the initial denial to the answer that resolved it, over lines so
--         resolved in the period
--     overturned_by_number, _by_dollars: lines overturned (what is no longer denied of them) over lines
--         resolved in the period (what was denied of them)
-- One question: a branch per measure over the same sums of days.
with days as (
    select *
    from review.hfma_days($filters, $work)
),

reach as (
    select
        min(day) filter (where kind = 'submitted') as first_submitted_date,
        min(day) filter (where kind = 'remitted') as first_remit_date,
        max(day) filter (where kind = 'remitted') as last_remit_date,
    from days
),

periods as (
    select *
    from
        review.hfma_periods(
            $filters, case when $every::varchar = 'month' then 'month' else 'week' end
        )
),

placed as (
    select
        periods.*,
        days.kind,
        days.case_count,
        days.amount,
        days.part_count,
        days.part_amount,
        coalesce(days.day >= periods.period_start_date, false) as is_within,
        coalesce(days.day >= periods.trailing_start_date, false) as is_trailing,
        coalesce(days.day > periods.period_end_date - 28, false) as is_last_4_weeks,
    from periods
    left join days
        on days.day between periods.before_start_date and periods.period_end_date
),

summed as (
    select
        period,
        period_start_date,
        period_end_date,
        before_start_date,
        trailing_start_date,
        period_count,
        sum(case_count) filter (where kind = 'denied' and is_within) as denied_count,
        sum(amount) filter (where kind = 'denied' and is_within) as denied_charge,
        sum(case_count) filter (where kind = 'submitted' and not is_within) as submitted_count,
        sum(amount) filter (where kind = 'submitted' and not is_within) as submitted_charge,
        sum(case_count) filter (where kind = 'remitted' and is_last_4_weeks) as remit_count,
        sum(part_count) filter (where kind = 'remitted' and is_last_4_weeks) as zero_count,
        sum(case_count) filter (where kind = 'remitted' and is_trailing) as allowed_count,
        sum(amount) filter (where kind = 'remitted' and is_trailing) as allowed_amount,
        sum(amount) filter (where kind = 'written_off' and is_within) as written_off_amount,
        sum(case_count) filter (where kind = 'appealed' and is_within) as appealed_count,
        sum(amount) filter (where kind = 'appealed' and is_within) as appeal_days,
        sum(case_count) filter (where kind = 'resolved' and is_within) as resolved_count,
        sum(amount) filter (where kind = 'resolved' and is_within) as resolved_amount,
        sum(part_count) filter (where kind = 'resolved' and is_within) as overturned_count,
        sum(part_amount) filter (where kind = 'resolved' and is_within) as overturned_amount,
        sum(amount) filter (where kind = 'waited' and is_within) as resolution_days,
    from placed
    group by
        period,
        period_start_date,
        period_end_date,
        before_start_date,
        trailing_start_date,
        period_count
),

measures as (
    select
        summed.*,
        reach.first_submitted_date < summed.before_start_date + 7 as is_known_before,
        reach.first_remit_date < summed.trailing_start_date + 7 as is_known_trailing,
        -- The last remittances of a week come on Thursday or Friday.
        reach.first_remit_date <= summed.period_start_date + 4
        and reach.last_remit_date >= summed.period_end_date - 3 as is_full,
        unnest(
            [
                'initial_denial_rate_by_claims',
                'initial_denial_rate_by_dollars',
                'primary_denial_rate',
                'denial_write_offs',
                'days_to_appeal',
                'days_to_resolution',
                'overturned_by_number',
                'overturned_by_dollars'
            ]
        ) as measure_name,
        unnest(range(1, 9)) as measure_number,
    from summed
    cross join reach
)

select
    period,
    period_start_date,
    period_end_date,
    measure_number,
    measure_name,
    coalesce(
        case measure_name
            when 'initial_denial_rate_by_claims' then denied_count
            when 'initial_denial_rate_by_dollars' then denied_charge
            when 'primary_denial_rate' then zero_count
            when 'denial_write_offs' then written_off_amount
            when 'days_to_appeal' then appeal_days
            when 'days_to_resolution' then resolution_days
            when 'overturned_by_number' then overturned_count
            when 'overturned_by_dollars' then overturned_amount
        end,
        0
    )::decimal(18, 2) as numerator,
    case measure_name
        when 'initial_denial_rate_by_claims' then case when is_known_before then submitted_count end
        when 'initial_denial_rate_by_dollars'
            then case when is_known_before then submitted_charge end
        when 'primary_denial_rate' then coalesce(remit_count, 0)
        when 'denial_write_offs' then case when is_known_trailing then allowed_amount end
        when 'days_to_appeal' then coalesce(appealed_count, 0)
        when 'overturned_by_dollars' then coalesce(resolved_amount, 0)
        else coalesce(resolved_count, 0)
    end::decimal(18, 2) as denominator,
    case
        when measure_name in ('primary_denial_rate', 'days_to_appeal') or measure_number > 5 then 1
        else period_count
    end as denominator_period_count,
    coalesce(
        case measure_name
            when 'primary_denial_rate' then remit_count
            when 'denial_write_offs' then allowed_count
            when 'days_to_appeal' then appealed_count
            when 'initial_denial_rate_by_claims' then submitted_count
            when 'initial_denial_rate_by_dollars' then submitted_count
            else resolved_count
        end,
        0
    )::bigint as case_count,
    is_full,
from measures
order by period_start_date, measure_number

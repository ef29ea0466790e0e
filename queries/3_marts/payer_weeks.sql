-- What a payer's remittances of a week brought, against what its weeks usually bring.
-- grain: one row per payer and remit week within 17 weeks of one with lines, up to the newest loaded
-- scope: store
--
-- Lines are all answers: first and later ones, of every rank; a reversal or an estimate is none. (A
-- file that holds only second answers has come.) What is expected is the median of the 8 weeks
-- before (at least 4); a robust deviation is 1.4826 x the median distance of those weeks from it.
-- file missing?: at least 5 lines are expected, under half of them came, and that is more than 4
-- robust deviations short.
-- A payer that pays every other week (in the 8 weeks before never two weeks running, and in about
-- half of them) is compared with its paying weeks of the 16 before, in every second week after its
-- last; in the weeks between nothing is expected. So it may move by a week: that is said once.
-- many duplicates: at least 5 lines and a fifth of all are refused as duplicates or repeat an
-- earlier answer word for word, and that is twice the share of the weeks compared with.
-- not over yet: the newest week, if no remittance is of its Friday or later.
-- Signals leave out what is not healthy: a missing file, many duplicates.
-- One file: each rule looks at the same weeks of a payer, in the order told above.
with newest as (
    select
        max(remit_week) as last_week,
        max(last_remit_date) as last_remit_date,
    from marts.payer_week_counts
    where line_count > 0
),

payers as (
    select
        payer_name,
        min(remit_week) as first_week,
    from marts.payer_week_counts
    where line_count > 0
    group by payer_name
),

-- The weeks around those with lines: what a week is compared with reaches 16 weeks back. So one
-- wrong year in one file costs a few rows, not a row for every week of centuries.
near as (
    select distinct
        payer_name,
        (remit_week + (7 * unnest(range(-17, 18)))::integer)::date as remit_week,
    from marts.payer_week_counts
),

weeks as (
    select
        near.payer_name,
        near.remit_week,
    from near
    inner join payers on near.payer_name = payers.payer_name
    cross join newest
    where near.remit_week between payers.first_week and newest.last_week
),

counted as (
    select
        weeks.payer_name,
        weeks.remit_week,
        coalesce(counts.line_count, 0) as line_count,
        coalesce(counts.first_answer_line_count, 0) as first_answer_line_count,
        coalesce(counts.duplicate_line_count, 0) as duplicate_line_count,
    from weeks
    left join marts.payer_week_counts as counts
        on weeks.payer_name = counts.payer_name and weeks.remit_week = counts.remit_week
),

placed as (
    select
        *,
        line_count > 0
        and lag(line_count, 1, 0) over (partition by payer_name order by remit_week) > 0
            as is_second_running,
        max(case when line_count > 0 then remit_week end) over (
            partition by payer_name order by remit_week
            rows between unbounded preceding and 1 preceding
        ) as last_paying_week,
    from counted
),

-- Two weeks running within the 8 before: both must lie in it, so the eighth has no forerunner.
paced as (
    select
        *,
        count(*) over last_8 as earlier_week_count,
        count(*) filter (where line_count > 0) over last_8 as paying_week_count,
        count(*) filter (where is_second_running) over last_7 as running_week_count,
    from placed
    window
        last_8 as (
            partition by payer_name order by remit_week
            rows between reference.weeks_before() preceding and 1 preceding  -- noqa: PRS
        ),
        last_7 as (
            partition by payer_name order by remit_week
            rows between reference.weeks_before() - 1 preceding and 1 preceding  -- noqa: PRS
        )
),

rhythms as (
    select
        *,
        case
            when
                running_week_count = 0
                and paying_week_count >= 2
                and 2 * paying_week_count >= earlier_week_count - 2
                then 2
            else 1
        end as rhythm_week_count,
    from paced
),

compared_weeks as (
    select
        *,
        (remit_week - (7 * unnest(range(1, 8 * rhythm_week_count + 1)))::integer)::date
            as earlier_week,
    from rhythms
),

compared as (
    select
        compared_weeks.payer_name,
        compared_weeks.remit_week,
        earlier.line_count,
        earlier.duplicate_line_count,
        median(earlier.line_count::double) over (
            partition by compared_weeks.payer_name, compared_weeks.remit_week
        ) as middle,
    from compared_weeks
    inner join counted as earlier
        on
            compared_weeks.payer_name = earlier.payer_name
            and compared_weeks.earlier_week = earlier.remit_week
    where compared_weeks.rhythm_week_count = 1 or earlier.line_count > 0
),

usual as (
    select
        payer_name,
        remit_week,
        count(*) as compared_week_count,
        max(middle) as middle,
        1.4826 * median(abs(line_count - middle)) as robust_deviation,
        sum(line_count) as compared_line_count,
        sum(duplicate_line_count) as compared_duplicate_line_count,
    from compared
    group by payer_name, remit_week
),

expected as (
    select
        rhythms.*,
        rhythms.rhythm_week_count = 2
        and date_diff('week', rhythms.last_paying_week, rhythms.remit_week) % 2 = 1
            as is_between,
        coalesce(usual.compared_week_count, 0) as compared_week_count,
        usual.middle,
        usual.robust_deviation,
        coalesce(usual.compared_line_count, 0) as compared_line_count,
        coalesce(usual.compared_duplicate_line_count, 0) as compared_duplicate_line_count,
    from rhythms
    left join usual
        on
            rhythms.payer_name = usual.payer_name
            and rhythms.remit_week = usual.remit_week
),

judged as (
    select
        expected.*,
        case
            when
                expected.duplicate_line_count >= 5
                and 5 * expected.duplicate_line_count >= expected.line_count
                and expected.duplicate_line_count * expected.compared_line_count
                >= 2 * expected.compared_duplicate_line_count * expected.line_count
                then 'many duplicates'
            when expected.is_between then 'ok'
            when expected.compared_week_count < 4 or expected.middle < 5 then 'too few to say'
            when
                2 * expected.line_count >= expected.middle
                or expected.middle - expected.line_count <= 4 * expected.robust_deviation
                then 'ok'
            when
                expected.remit_week = newest.last_week
                and isodow(newest.last_remit_date) < 5
                then 'not over yet'
            else 'file missing?'
        end as verdict,
    from expected
    cross join newest
)

select
    payer_name,
    verdict,
    line_count,
    case
        when is_between then 0
        when compared_week_count >= 4 then middle
    end as expected_line_count,
    case when compared_week_count >= 4 and not is_between then robust_deviation end
        as robust_deviation,
    first_answer_line_count,
    duplicate_line_count,
    compared_week_count,
    rhythm_week_count,
    verdict not in ('file missing?', 'many duplicates') as is_healthy,
    remit_week,
from judged
order by remit_week, payer_name;

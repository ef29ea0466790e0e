-- Are lines with a modifier denied more often than similar lines without it?
-- grain: one row per modifier, and per procedure, payer, and both (null: all of them) it stood on
-- param filters: what the review looks at; its modifiers would leave no line without one: leave
--     them out and say modifier instead
-- param modifier: only this modifier, against the lines without it; null for every one
--
-- Like lines are of the same payer, procedure and place of service: each such stratum is compared
-- within itself and the comparisons are pooled as Mantel and Haenszel do; where a stratum has lines
-- of one side only, it adds nothing. "Without" are all lines of the procedures the modifier stood
-- on, so that the raw comparison is of the same lines.
-- In a stratum a of n1 lines with and c of n0 without are denied; n is n1 + n0, m is a + c. What is
-- summed here is divided in analytics/measures/modifiers.py:
-- risk difference: sum (a n0 - c n1) / n over sum n1 n0 / n (Greenland and Robins 1985, Biometrics
-- 41:55-68); its variance by two sums (Sato 1989, Biometrics 45:1323-1324); odds ratio: sum
-- a (n0 - c) / n over sum c (n1 - a) / n (Mantel and Haenszel 1959); the test: a against its
-- expectation n1 m / n and hypergeometric variance; Mantel and Fleiss (1980, Am. J. Epidemiol.
-- 112:129-134): how far that expectation is from the least and the most a could be.
-- Fractions are summed alike in any order, so that an answer is the same each time.
-- Weeks of payers that are not healthy (data_health: a file seems to miss, many duplicates) are left
-- out, as they are of signals: what is missing may be lines of one side.
with unhealthy_weeks as (
    select
        payer_name,
        remit_week,
    from marts.payer_weeks
    where not is_healthy
),

lines_per_set as (
    select
        lines.payer_name,
        lines.procedure_code,
        lines.place_of_service_code,
        lines.modifier_set,
        count(*) as line_count,
        count(*) filter (where lines.is_denied) as denied_count,
    from review.lines_in_view($filters) as lines
    anti join unhealthy_weeks
        on
            lines.payer_name = unhealthy_weeks.payer_name
            and date_trunc('week', lines.remit_date)::date = unhealthy_weeks.remit_week
    where lines.procedure_code is not null
    group by
        lines.payer_name,
        lines.procedure_code,
        lines.place_of_service_code,
        lines.modifier_set
),

cells as (
    select
        payer_name,
        procedure_code,
        coalesce(place_of_service_code, '') as place_of_service_code,
        sum(line_count)::bigint as line_count,
        sum(denied_count)::bigint as denied_count,
    from lines_per_set
    group by payer_name, procedure_code, coalesce(place_of_service_code, '')
),

sets_per_modifier as (
    select
        payer_name,
        procedure_code,
        coalesce(place_of_service_code, '') as place_of_service_code,
        line_count,
        denied_count,
        unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
    from lines_per_set
    where modifier_set != ''
),

modified_cells as (
    select
        modifier_code,
        payer_name,
        procedure_code,
        place_of_service_code,
        sum(line_count)::bigint as line_count,
        sum(denied_count)::bigint as denied_count,
    from sets_per_modifier
    where $modifier::varchar is null or modifier_code = $modifier::varchar
    group by modifier_code, payer_name, procedure_code, place_of_service_code
),

modified_procedures as (
    select distinct
        modifier_code,
        procedure_code,
    from modified_cells
),

strata as (
    select
        modified_procedures.modifier_code,
        cells.payer_name,
        cells.procedure_code,
        coalesce(modified_cells.denied_count, 0)::double as a,
        coalesce(modified_cells.line_count, 0)::double as n1,
        (cells.denied_count - coalesce(modified_cells.denied_count, 0))::double as c,
        (cells.line_count - coalesce(modified_cells.line_count, 0))::double as n0,
        cells.denied_count::double as m,
        cells.line_count::double as n,
    from modified_procedures
    inner join cells on modified_procedures.procedure_code = cells.procedure_code
    left join modified_cells
        on
            modified_procedures.modifier_code = modified_cells.modifier_code
            and cells.payer_name = modified_cells.payer_name
            and cells.procedure_code = modified_cells.procedure_code
            and cells.place_of_service_code = modified_cells.place_of_service_code
),

summed as (
    select
        modifier_code,
        procedure_code,
        payer_name,
        sum(n1)::bigint as with_line_count,
        sum(a)::bigint as with_denied_count,
        sum(n0)::bigint as without_line_count,
        sum(c)::bigint as without_denied_count,
        count(*) filter (where n1 > 0 and n0 > 0) as strata_count,
        coalesce(sum(n1) filter (where n0 > 0), 0)::bigint as compared_with_line_count,
        coalesce(sum(a) filter (where n0 > 0), 0)::bigint as compared_with_denied_count,
        coalesce(sum(n0) filter (where n1 > 0), 0)::bigint as compared_without_line_count,
        review.sum_in_any_order((a * n0 - c * n1) / n) as difference_sum,
        review.sum_in_any_order(n1 * n0 / n) as weight_sum,
        review.sum_in_any_order(
            (n1 * n1 * c - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) / (n * n)
        ) as sato_p_sum,
        review.sum_in_any_order((a * (n0 - c) + c * (n1 - a)) / (2 * n)) as sato_q_sum,
        review.sum_in_any_order(a * (n0 - c) / n) as odds_above_sum,
        review.sum_in_any_order(c * (n1 - a) / n) as odds_below_sum,
        review.sum_in_any_order(a - n1 * m / n) as excess_sum,
        coalesce(
            review.sum_in_any_order(
                case when n > 1 then n1 * n0 * m * (n - m) / (n * n * (n - 1)) end
            ),
            0
        ) as variance_sum,
        review.sum_in_any_order(n1 * m / n) as expected_sum,
        sum(greatest(0, m - n0)) as least_sum,
        sum(least(n1, m)) as most_sum,
    from strata
    group by
        grouping sets (
            (modifier_code),
            (modifier_code, payer_name),
            (modifier_code, procedure_code),
            (modifier_code, procedure_code, payer_name)
        )
    having sum(n1) > 0
)

select
    summed.*,
    coalesce(modifiers.modifier_label, 'Not in the reference list') as modifier_label,
from summed
left join marts.modifiers on summed.modifier_code = modifiers.modifier_code
order by summed.modifier_code, summed.procedure_code nulls first, summed.payer_name nulls first

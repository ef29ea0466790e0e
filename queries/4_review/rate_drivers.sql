-- Why did the denial rate move: whose own rate changed, and what came more or less often?
-- grain: one row per payer and procedure that moved it beyond ordinary variation, and one (null) for
--     all others
-- param filters: what the review looks at; its weeks narrow both periods, so ask without them
-- param week: Monday of the week to explain; null for the latest full week
-- param weeks_before: how many weeks before it to compare with; null for 8
-- param first_week: Monday where a longer period begins; null for the week
-- param last_week: Monday where it ends, included; null for the week
-- param before_first_week: Monday where the period before begins; null for weeks_before
-- param before_last_week: Monday where it ends, included; null for the week just before
--
-- Kitagawa (1955, J. Am. Stat. Assoc. 50:1168-1194), with w the share of all lines, r the denied
-- share of the cell's lines, 0 before and 1 after, and the mean of the two overall rates as center:
-- rate part = (w0 + w1) / 2 x (r1 - r0); mix part = (w1 - w0) x ((r0 + r1) / 2 - center).
-- Over all rows they sum to the change. A cell absent in a period has weight 0 there and takes the
-- other period's rate: it is all mix.
-- Its two parts together are (y1 - center n1) / N1 - (y0 - center n0) / N0, a difference of two means
-- over lines; the standard error is that of a change by chance, from claims, not lines, since lines
-- of one claim are denied together: sqrt(sum over claims of (y - center n)^2 / N x (1/N0 + 1/N1)).
-- Shown is what lies beyond 2 of them and is worth at least 3 denied lines of the period: in cells of
-- a line or two, chance is lopsided and 2 standard errors are soon passed.
-- One question: both parts and their error are of the same cells of the same two periods.
with lines as (
    select
        payer_name,
        procedure_code,
        case when not has_repeated_procedure then null else chain_number end as chain_number,
        is_denied,
        remit_week,
    from review.lines_in_view($filters)
),

later as (
    select
        coalesce($first_week::date, $week::date, latest.week) as first_week,
        coalesce($last_week::date, $week::date, $first_week::date, latest.week) as last_week,
    from review.latest_full_week($filters, 'lines') as latest
),

periods as (
    select
        first_week,
        last_week,
        coalesce(
            $before_first_week::date,
            (first_week - 7 * coalesce($weeks_before::integer, reference.weeks_before()))::date
        ) as before_first_week,
        coalesce($before_last_week::date, (first_week - 7)::date) as before_last_week,
    from later
),

placed_lines as (
    select
        lines.*,
        lines.remit_week between periods.first_week and periods.last_week as is_after,
        lines.remit_week between periods.before_first_week and periods.before_last_week
            as is_before,
    from lines
    cross join periods
),

-- Lines without a like one in their claim are all counted in one row (null): each is its own claim.
claims as (
    select
        payer_name,
        procedure_code,
        chain_number,
        count(*) filter (where is_before) as line_count_before,
        count(*) filter (where is_after) as line_count,
        count(*) filter (where is_before and is_denied) as denied_line_count_before,
        count(*) filter (where is_after and is_denied) as denied_line_count,
        count(*) filter (where is_before) + count(*) filter (where is_after) as n,
        count(*) filter (where is_before and is_denied)
        + count(*) filter (where is_after and is_denied) as y,
    from placed_lines
    where is_before or is_after
    group by payer_name, procedure_code, chain_number
),

totals as (
    select
        sum(line_count_before)::double as lines_0,
        sum(line_count)::double as lines_1,
        0.5 * sum(denied_line_count_before) / sum(line_count_before)
        + 0.5 * sum(denied_line_count) / sum(line_count) as centre,
    from claims
    having sum(line_count_before) > 0 and sum(line_count) > 0
),

counted as (
    select
        claims.payer_name,
        claims.procedure_code,
        sum(claims.line_count_before)::bigint as line_count_before,
        sum(claims.line_count)::bigint as line_count,
        sum(claims.denied_line_count_before)::bigint as denied_line_count_before,
        sum(claims.denied_line_count)::bigint as denied_line_count,
        sum(
            case
                when claims.chain_number is null
                    then
                        claims.y * power(1 - totals.centre, 2)
                        + (claims.n - claims.y) * power(totals.centre, 2)
                else power(claims.y - totals.centre * claims.n, 2)
            end
        ) as squares,
    from claims
    cross join totals
    group by claims.payer_name, claims.procedure_code
),

rated as (
    select
        counted.*,
        totals.lines_0,
        totals.lines_1,
        totals.centre,
        counted.line_count_before / totals.lines_0 as weight_0,
        counted.line_count / totals.lines_1 as weight_1,
        coalesce(
            counted.denied_line_count_before::double / nullif(counted.line_count_before, 0),
            counted.denied_line_count::double / counted.line_count
        ) as denied_0,
        coalesce(
            counted.denied_line_count::double / nullif(counted.line_count, 0),
            counted.denied_line_count_before::double / counted.line_count_before
        ) as denied_1,
    from counted
    cross join totals
),

parted as (
    select
        *,
        (weight_0 + weight_1) / 2 * (denied_1 - denied_0) as rate_part,
        (weight_1 - weight_0) * ((denied_0 + denied_1) / 2 - centre) as mix_part,
        sqrt(squares / (lines_0 + lines_1) * (1 / lines_0 + 1 / lines_1)) as standard_error,
    from rated
),

judged as (
    select
        *,
        abs(rate_part + mix_part) > 2 * standard_error
        and abs(rate_part + mix_part) * lines_1 >= 3 as is_shown,
    from parted
),

rows_shown as (
    select
        case when is_shown then payer_name end as payer_name,
        case when is_shown then procedure_code end as procedure_code,
        count(*) as cell_count,
        sum(rate_part) as rate_part,
        sum(mix_part) as mix_part,
        sqrt(sum(standard_error * standard_error)) as standard_error,
        sum(line_count_before)::bigint as line_count_before,
        sum(line_count)::bigint as line_count,
        sum(denied_line_count_before)::bigint as denied_line_count_before,
        sum(denied_line_count)::bigint as denied_line_count,
        is_shown,
    from judged
    group by
        is_shown,
        case when is_shown then payer_name end,
        case when is_shown then procedure_code end
)

select
    rows_shown.payer_name,
    rows_shown.procedure_code,
    rows_shown.rate_part,
    rows_shown.mix_part,
    rows_shown.standard_error,
    rows_shown.cell_count,
    rows_shown.line_count_before,
    rows_shown.line_count,
    rows_shown.denied_line_count_before,
    rows_shown.denied_line_count,
    rows_shown.is_shown,
    periods.first_week,
    periods.last_week,
    periods.before_first_week,
    periods.before_last_week,
from rows_shown
cross join periods
order by
    rows_shown.is_shown desc,
    abs(rows_shown.rate_part + rows_shown.mix_part) desc,
    rows_shown.payer_name,
    rows_shown.procedure_code

-- How much was denied, by reason or category, among the lines adjudicated (review.denial_sums).
--
-- A denied line stands wholly under its primary reason, so rows add up to the total. They are
-- measured against every adjudicated line in view of the same `part`: the column among the keys that
-- tells it (the payer, the week), or a constant for all lines.
create or replace macro review.denials_among(filters, keys, part) as table (
    with lines_in_view as (
        select *
        from review.sums_in_view(filters)
    ),

    adjudicated as (
        select
            part as adjudicated_part,
            sum(line_count)::bigint as line_count,
            sum(charge_amount) as charge_amount,
        from lines_in_view
        group by all
    ),

    denied_lines as (  -- noqa: ST03
        select *
        from lines_in_view
        where is_denied
    )

    select
        denied.* replace (
            adjudicated.line_count as adjudicated_line_count,
            adjudicated.charge_amount as adjudicated_charge_amount
        ),
    from review.denial_sums('denied_lines', keys) as denied
    inner join adjudicated on part = adjudicated.adjudicated_part
)

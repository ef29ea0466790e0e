-- How much was adjudicated and denied, by columns of review.sums_in_view (review.denial_sums).
create or replace macro review.denials_by(filters, keys) as table (
    with lines_in_view as (  -- noqa: ST03
        select *
        from review.sums_in_view(filters)
    )

    select * exclude (line_category, line_owner)
    from review.denial_sums('lines_in_view', keys)
);

-- The same by what only lines say, columns of review.lines_in_view.
create or replace macro review.denials_by_lines(filters, keys) as table (
    with lines_in_view as (  -- noqa: ST03
        select *
        from review.lines_as_sums(filters)
    )

    select * exclude (line_category, line_owner)
    from review.denial_sums('lines_in_view', keys)
)

-- The denied lines a review looks at, with what the team made of each (review.with_work).
create or replace macro review.worked_lines_in_view(filters, work) as table (
    with denied as (  -- noqa: ST03
        select *
        from review.lines_in_view(filters)
        where is_denied
    )

    select *
    from review.with_work('denied', work)
)

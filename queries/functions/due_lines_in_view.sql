-- The denied lines a review looks at with a deadline to come in so many days; null: all of them.
create or replace macro review.due_lines_in_view(filters, work, today, within_days) as table (
    select *
    from review.worked_lines_in_view(filters, work) as lines
    where
        within_days::integer is null
        or (
            not lines.is_closed
            and exists (
                select 1
                from review.next_deadlines(today) as due_lines
                where
                    due_lines.days_left between 0 and within_days::integer
                    and due_lines.chain_number = lines.chain_number
                    and due_lines.chain_line_number = lines.chain_line_number
            )
        )
)

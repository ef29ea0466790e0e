-- The next deadline of each open denial, seen from a day (null: today): the earliest not yet past.
-- Where all are past, the latest of them. One row per denied line with open dollars.
create or replace macro review.next_deadlines(today) as table (
    select
        chain_number,
        chain_line_number,
        deadline_kind,
        deadline_date,
        date_diff('day', coalesce(today::date, current_date), deadline_date) as days_left,
        deadline_date < coalesce(today::date, current_date) as is_past,
        is_verified,
    from marts.deadlines
    where
        case when deadline_date < coalesce(today::date, current_date) then is_last
            else
                earlier_deadline_date is null
                or earlier_deadline_date < coalesce(today::date, current_date)
        end
)

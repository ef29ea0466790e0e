-- The next deadline of each open denial, seen from a day (null: today): the earliest not yet past.
-- Where all are past, the latest of them. One row per denied line with open dollars.
create or replace macro review.next_deadlines(today) as table (
    with days as (
        select
            *,
            coalesce(today::date, current_date) as seen_from,
        from marts.deadlines
    ),

    nearest as (
        select
            file_id,
            transaction_set_number,
            claim_number,
            service_line_number,
            any_value(seen_from) as seen_from,
            min(
                {'day': deadline_date, 'kind': deadline_kind, 'is_verified': is_verified}
            ) filter (where deadline_date >= seen_from) as to_come,
            max(
                {'day': deadline_date, 'kind': deadline_kind, 'is_verified': is_verified}
            ) filter (where deadline_date < seen_from) as gone_by,
        from days
        group by file_id, transaction_set_number, claim_number, service_line_number
    )

    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        coalesce(to_come, gone_by).kind as deadline_kind,
        coalesce(to_come, gone_by).day as deadline_date,
        date_diff('day', seen_from, coalesce(to_come, gone_by).day) as days_left,
        to_come is null as is_past,
        coalesce(to_come, gone_by).is_verified as is_verified,
    from nearest
)

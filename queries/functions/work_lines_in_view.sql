-- The denied lines a review looks at, and on which lists of the work list each of them stands.
--
-- Open is what has open dollars and was not closed by the team. Missed is what can no longer be won
-- because every deadline is past; what waits for another payer or the patient missed none. Whoever
-- looks is `me`.
create or replace macro review.work_lines_in_view(filters, work, today, me) as table (
    with lines as (
        select
            placed.*,
            placed.open_amount > 0 and not placed.is_closed as is_open,
            open_requests.linked_claim_id is not null as has_request,
        from review.placed_lines_in_view(filters, work, today) as placed
        left join review.open_requests() as open_requests
            on placed.linked_claim_id = open_requests.linked_claim_id
    )

    select
        *,
        not is_closed and coalesce(days_left between 0 and reference.days_ahead(), false)
            as is_due,
        is_open and not is_past as is_to_recover,
        is_open and coalesce(assignee = me::varchar, false) as is_mine,
        is_open and not is_past and assignee is null as is_unassigned,
        is_open and work_status = 'sent' as is_sent,
        not is_closed and has_request as is_asked_for,
        is_open and is_past and not is_for_other_payer_or_patient as is_missed,
    from lines
)

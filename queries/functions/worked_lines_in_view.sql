-- The denied lines a review looks at, with what the team made of each and its next deadline.
--
-- Statuses that end the work (won, lost, written off) end the deadline too.
create or replace macro review.worked_lines_in_view(filters, work, today) as table (
    select
        lines.*,
        coalesce(work_in_force.work_status, 'new') as work_status,
        work_in_force.assignee,
        work_in_force.note,
        work_in_force.next_step,
        work_in_force.next_date,
        work_in_force.worked_by,
        work_in_force.worked_at,
        next_deadlines.deadline_kind,
        next_deadlines.deadline_date,
        next_deadlines.days_left,
        next_deadlines.is_past,
        next_deadlines.is_verified,
    from review.lines_in_view(filters) as lines
    left join review.work_in_force(work) as work_in_force
        on
            lines.file_id = work_in_force.file_id
            and lines.transaction_set_number = work_in_force.transaction_set_number
            and lines.claim_number = work_in_force.claim_number
            and lines.service_line_number = work_in_force.service_line_number
    left join review.next_deadlines(today) as next_deadlines
        on
            lines.file_id = next_deadlines.file_id
            and lines.transaction_set_number = next_deadlines.transaction_set_number
            and lines.claim_number = next_deadlines.claim_number
            and lines.service_line_number = next_deadlines.service_line_number
            and (
                work_in_force.work_status is null
                or work_in_force.work_status not in ('won', 'lost', 'written_off')
            )
    where lines.is_denied
)

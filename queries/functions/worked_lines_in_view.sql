-- The denied lines a review looks at, with what the team made of each.
--
-- Statuses that end the work (won, lost, written off) end its deadlines too.
create or replace macro review.worked_lines_in_view(filters, work) as table (
    select
        lines.*,
        coalesce(work_in_force.work_status, 'new') as work_status,
        work_in_force.assignee,
        work_in_force.note,
        work_in_force.next_step,
        work_in_force.next_date,
        work_in_force.worked_by,
        work_in_force.worked_at,
        coalesce(work_in_force.work_status in ('won', 'lost', 'written_off'), false)
            as is_closed,
    from review.lines_in_view(filters) as lines
    left join review.work_in_force(work) as work_in_force
        on
            lines.chain_number = work_in_force.chain_number
            and lines.chain_line_number = work_in_force.chain_line_number
    where lines.is_denied
)

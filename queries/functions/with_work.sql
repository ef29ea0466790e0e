-- Lines (the name of a relation), each with what the team made of it.
--
-- They have the keys of marts.line_outcomes. Statuses that end the work (won, lost, written off) end
-- its deadlines, too.
create or replace macro review.with_work(lines, work) as table (
    select
        given.*,
        coalesce(work_in_force.work_status, 'new') as work_status,
        work_in_force.assignee,
        work_in_force.note,
        work_in_force.next_step,
        work_in_force.next_date,
        work_in_force.worked_by,
        work_in_force.worked_at,
        coalesce(work_in_force.work_status in ('won', 'lost', 'written_off'), false)
            as is_closed,
    from query_table(lines) as given
    left join review.work_in_force(work) as work_in_force
        on
            given.chain_number = work_in_force.chain_number
            and given.chain_line_number = work_in_force.chain_line_number
)

-- What the team has made of each line, as it is now: one row per line of a chain with an entry.
--
-- Field by field what was said last; a field that was emptied is null. A line without an entry is
-- not here: it is new.
create or replace macro review.work_in_force(work) as table (
    select
        chain_number,
        chain_line_number,
        coalesce(arg_max(status, entry_number) filter (where status is not null), 'new')
            as work_status,
        nullif(arg_max(assignee, entry_number) filter (where assignee is not null), '')
            as assignee,
        nullif(arg_max(note, entry_number) filter (where note is not null), '') as note,
        nullif(arg_max(next_step, entry_number) filter (where next_step is not null), '')
            as next_step,
        try_cast(
            arg_max(next_date, entry_number) filter (where next_date is not null) as date
        ) as next_date,
        arg_max(changed_by, entry_number) as worked_by,
        arg_max(changed_at, entry_number) as worked_at,
        count(*) as entry_count,
    from review.entries_of_lines(work)
    group by chain_number, chain_line_number
)

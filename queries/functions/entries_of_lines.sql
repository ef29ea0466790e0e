-- What the team wrote, beside every answered line it is about: one row per answered line and entry.
--
-- An entry names an answered line by its own key. A later load may bring an earlier answer of the
-- same billed line, by which the line is then known; so an entry is about every answer to the
-- billed line that the answer it names is an answer to.
create or replace macro review.entries_of_lines(work) as table (
    with entries as (
        select
            unnest(
                work::struct(
                    remitted_line_id varchar,
                    entry_number bigint,
                    status varchar,
                    assignee varchar,
                    note varchar,
                    next_step varchar,
                    next_date varchar,
                    changed_by varchar,
                    changed_at varchar
                )[]
            ) as entry,
    )

    select
        answers.file_id,
        answers.transaction_set_number,
        answers.claim_number,
        answers.service_line_number,
        entry.entry_number,
        entry.status,
        entry.assignee,
        entry.note,
        entry.next_step,
        entry.next_date,
        entry.changed_by,
        entry.changed_at::timestamp as changed_at,
    from entries
    inner join marts.chain_lines as named
        on
            split_part(entry.remitted_line_id, '-', 1) = named.file_id
            and split_part(entry.remitted_line_id, '-', 2)::bigint
            = named.transaction_set_number
            and split_part(entry.remitted_line_id, '-', 3)::bigint = named.claim_number
            and split_part(entry.remitted_line_id, '-', 4)::bigint = named.service_line_number
    inner join marts.chain_lines as answers
        on
            named.chain_number = answers.chain_number
            and named.chain_line_number = answers.chain_line_number
)

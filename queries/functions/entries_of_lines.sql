-- What the team wrote, beside every answered line it is about: one row per answered line and entry.
--
-- An entry names an answered line by its place. A later load may bring an earlier answer of the
-- same billed line, by which the line is then known; so an entry is about every answer to the
-- billed line that the answer it names is an answer to. What is no key of a line names none: such an
-- entry is about nothing, and no question fails by it.
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
    ),

    keyed as (
        select
            entry,
            case
                when regexp_full_match(entry.remitted_line_id, '[^-]+-\d+-\d+-\d+')
                    then string_split(entry.remitted_line_id, '-')
            end as key_parts,
        from entries
    )

    select
        answers.claim_id,
        answers.line_id,
        keyed.entry.entry_number,
        keyed.entry.status,
        keyed.entry.assignee,
        keyed.entry.note,
        keyed.entry.next_step,
        keyed.entry.next_date,
        keyed.entry.changed_by,
        try_cast(keyed.entry.changed_at as timestamp) as changed_at,
    from keyed
    inner join marts.chain_lines as named
        on
            keyed.key_parts[1] = named.file_id
            and try_cast(keyed.key_parts[2] as bigint) = named.transaction_set_number
            and try_cast(keyed.key_parts[3] as bigint) = named.claim_number
            and try_cast(keyed.key_parts[4] as bigint) = named.service_line_number
    inner join marts.chain_lines as answers
        on
            named.chain_number = answers.chain_number
            and named.chain_line_number = answers.chain_line_number
)

-- What the team wrote, beside every answered line it is about: one row per answered line and entry.
--
-- An entry names an answered line by its place. A later load may bring an earlier answer of the
-- same billed line, by which the line is then known; so an entry is about every answer to the
-- billed line that the answer it names is an answer to. What is no key of a line names none: such an
-- entry is about nothing, and no question fails by it.
-- Its place gives the id of the line (raw.line_id_of): millions of answers are passed over by one
-- number, not by four columns.
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
    ),

    named as (
        select
            keyed.entry,
            remittances.set_id,
            try_cast(keyed.key_parts[3] as integer) as claim_number,
            try_cast(keyed.key_parts[4] as integer) as service_line_number,
        from keyed
        inner join marts.remittances
            on
                keyed.key_parts[1] = remittances.file_id
                and try_cast(keyed.key_parts[2] as bigint) = remittances.transaction_set_number
    ),

    named_answers as materialized (
        select
            named.entry,
            chain_lines.chain_number,
            chain_lines.chain_line_number,
        from named
        inner join marts.chain_lines
            on
                raw.line_id_of(
                    raw.claim_id_of(named.set_id, named.claim_number),
                    named.service_line_number
                ) = chain_lines.line_id
        -- A number that no claim of the set has would be the id of another set's; said so that these
        -- columns are looked at only where the id is found.
        where
            abs(chain_lines.claim_number - named.claim_number)
            + abs(chain_lines.service_line_number - named.service_line_number) = 0
    ),

    answers as (
        select *
        from marts.chain_lines
        where chain_number in (select named_answers.chain_number from named_answers)
    )

    select
        answers.claim_id,
        answers.line_id,
        named_answers.entry.entry_number,
        named_answers.entry.status,
        named_answers.entry.assignee,
        named_answers.entry.note,
        named_answers.entry.next_step,
        named_answers.entry.next_date,
        named_answers.entry.changed_by,
        try_cast(named_answers.entry.changed_at as timestamp) as changed_at,
    from named_answers
    inner join answers
        on
            named_answers.chain_number = answers.chain_number
            and named_answers.chain_line_number = answers.chain_line_number
)

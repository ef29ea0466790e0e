-- What the team wrote, beside the line of a chain it is about: one row per entry.
--
-- An entry names an answered line by its place. A later load may bring an earlier answer of the
-- same billed line, by which the line is then known; so an entry is about the line of the chain that
-- the answer it names is an answer to. What is no key of a line names none: such an entry is about
-- nothing, and no question fails by it.
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

    -- The id is a column of its own, so that the plan expects as few lines as there are entries.
    named as materialized (
        select
            keyed.entry,
            try_cast(keyed.key_parts[3] as integer) as claim_number,
            try_cast(keyed.key_parts[4] as integer) as service_line_number,
            raw.line_id_of(
                raw.claim_id_of(remittances.set_id, try_cast(keyed.key_parts[3] as integer)),
                try_cast(keyed.key_parts[4] as integer)
            ) as line_id,
        from keyed
        inner join marts.remittances
            on
                keyed.key_parts[1] = remittances.file_id
                and try_cast(keyed.key_parts[2] as bigint) = remittances.transaction_set_number
    )

    select
        chain_lines.chain_number,
        chain_lines.chain_line_number,
        named.entry.entry_number,
        named.entry.status,
        named.entry.assignee,
        named.entry.note,
        named.entry.next_step,
        named.entry.next_date,
        named.entry.changed_by,
        try_cast(named.entry.changed_at as timestamp) as changed_at,
    from named
    inner join marts.chain_lines on named.line_id = chain_lines.line_id
    -- A number that no claim of the set has would be the id of another set's; said so that these
    -- columns are looked at only where the id is found.
    where
        abs(chain_lines.claim_number - named.claim_number)
        + abs(chain_lines.service_line_number - named.service_line_number) = 0
)

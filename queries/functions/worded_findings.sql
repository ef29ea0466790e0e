-- What a question of intake/findings found (the name of a relation), as reference.findings words it.
--
-- Code, severity and sentence are in that list by finding_key; what a question says itself (what
-- was found mostly, a sentence with numbers) goes before it. A note asks for nothing to be done.
create or replace macro intake.worded_findings(findings) as table (
    with said as (
        select
            null::varchar as found,
            null::varchar as expected,
            null::varchar as message,
        where false
        union all by name
        select * from query_table(findings)
    )

    select
        said.file_id,
        said.transaction_set_number,
        said.segment_number,
        coalesce(listed.finding_code, said.finding_key) as finding_code,
        coalesce(said.found, listed.found) as found,
        coalesce(
            said.expected,
            listed.expected,
            case when listed.severity = 'note' then 'nothing to do' end
        ) as expected,
        coalesce(said.message, listed.message) as message,
    from said
    left join reference.findings as listed on said.finding_key = listed.finding_key
)

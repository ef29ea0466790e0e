-- Whose lines are these?
-- grain: one row per line and client
-- param lines: lines by their key, as the work list names them (FILE-SET-CLAIM-LINE)
with keys as (
    select distinct
        line as remitted_line_id,
        string_split(line, '-') as key_parts,
    from (select unnest($lines::varchar[]) as line) as given
)

select distinct
    keys.remitted_line_id,
    line_outcomes.client_name,
from keys
inner join marts.chain_lines
    on
        keys.key_parts[1] = chain_lines.file_id
        and try_cast(keys.key_parts[2] as bigint) = chain_lines.transaction_set_number
        and try_cast(keys.key_parts[3] as bigint) = chain_lines.claim_number
        and try_cast(keys.key_parts[4] as bigint) = chain_lines.service_line_number
inner join marts.line_outcomes
    on
        chain_lines.chain_number = line_outcomes.chain_number
        and chain_lines.chain_line_number = line_outcomes.chain_line_number
order by keys.remitted_line_id, line_outcomes.client_name

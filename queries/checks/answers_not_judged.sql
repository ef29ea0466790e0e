-- Every answered line that is no reversal and no estimate is an answer to exactly one line of a chain.
-- grain: one row per answered line left out or told twice
with placed as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        count(*) as place_count,
    from marts.chain_lines
    group by file_id, transaction_set_number, claim_number, service_line_number
)

select
    remitted_lines.file_id,
    remitted_lines.segment_number,
    coalesce(placed.place_count, 0) as place_count,
from marts.remitted_lines
left join placed
    on
        remitted_lines.file_id = placed.file_id
        and remitted_lines.transaction_set_number = placed.transaction_set_number
        and remitted_lines.claim_number = placed.claim_number
        and remitted_lines.service_line_number = placed.service_line_number
where
    not remitted_lines.is_reversal
    and not remitted_lines.is_predetermination
    and not remitted_lines.is_undecided
    and coalesce(placed.place_count, 0) != 1

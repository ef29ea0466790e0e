-- The id of each remittance or submission of an extract, which the ids of its claims are counted from.
-- grain: one row per remittance or submission of the extract in hand
--
-- An id never changes: the file's number, then how many claims are in the sets before it.
with sets as (
    select
        file_id,
        transaction_set_number,
        max(claim_number) as claim_count,
    from temp.csv_placed_rows
    group by file_id, transaction_set_number
    union all
    select
        file_id,
        transaction_set_number,
        max(claim_number) as claim_count,
    from temp.csv_billed_rows
    group by file_id, transaction_set_number
),

counted as (
    select
        sets.file_id,
        sets.transaction_set_number,
        file_numbers.file_number,
        sum(sets.claim_count + 1) over (
            partition by sets.file_id
            order by sets.transaction_set_number
            rows between unbounded preceding and current row
        ) - sets.claim_count as place,
    from sets
    inner join temp.file_numbers on sets.file_id = file_numbers.file_id
)

select
    file_id,
    transaction_set_number,
    raw.set_id_of(file_number, place) as set_id,
from counted

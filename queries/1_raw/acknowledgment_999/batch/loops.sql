-- One loop of an acknowledgment of sets: its header (response 0), or what it says of one set.
-- grain: one row per loop of the transaction sets in hand; kept for the batch only
--
-- AK2 opens what is said of a set (999 guide, loop 2000). The older 997 has the same shape, with
-- AK3, AK4 and AK5 for IK3, IK4 and IK5.
with marked as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        segments_before,
        group_header,
        string_split(
            regexp_replace(
                body, chr(30) || 'AK([345])' || chr(29), chr(30) || 'IK\1' || chr(29), 'g'
            ),
            chr(30) || 'AK2' || chr(29)
        ) as pieces,
    from temp.transaction_sets
),

pieces as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        segments_before,
        group_header,
        unnest(range(0, len(pieces))) as piece_number,
        unnest(pieces) as body,
    from marked
),

counted as (
    select
        *,
        strlen(body) - strlen(replace(body, chr(30), ''))
        + (piece_number > 0)::integer as segment_count,
    from pieces
)

select
    file_id,
    transaction_set_number,
    case when piece_number = 0 then 0 else loops_before + piece_number end::integer
        as response_number,
    (
        segments_before + 1 + sum(segment_count) over (
            partition by file_id, transaction_set_number, part_number
            order by piece_number
            rows between unbounded preceding and current row
        ) - segment_count
    )::bigint as segment_number,
    case when part_number = 1 and piece_number = 0 then group_header end as group_header,
    body,
from counted
qualify piece_number > 0 or part_number = 1

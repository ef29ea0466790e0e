-- One loop of a set of claims: its header (level 0), a level of its tree, a claim, a service line.
-- grain: one row per loop of the transaction sets in hand; kept for the batch only
--
-- HL opens a level (billing provider, subscriber, patient), CLM a claim under it, LX a line of the
-- claim (837 guides, loops 2000, 2300 and 2400). Large sets are cut before HL only, so a claim
-- stands in one part with its level. A loop holds its opening segment, too.
with marked as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        inner_loops_before,
        segments_before,
        group_header,
        string_split(
            raw.marked_before(
                raw.marked_before(raw.marked_before(body, 'HL'), 'CLM'), 'LX'
            ),
            chr(30) || chr(30)
        ) as pieces,
    from temp.transaction_sets
),

pieces as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        inner_loops_before,
        segments_before,
        group_header,
        unnest(range(0, len(pieces))) as piece_number,
        unnest(pieces) as body,
    from marked
),

opened as (
    select
        *,
        case when piece_number = 0 then '' else split_part(body, chr(29), 1) end as opened_by,
        strlen(body) - strlen(replace(body, chr(30), ''))
        + (piece_number > 0)::integer as segment_count,
    from pieces
),

placed as (
    select
        *,
        loops_before + count_if(opened_by = 'HL') over places as level_number,
        inner_loops_before + count_if(opened_by = 'CLM') over places as claim_count,
        max(case when opened_by in ('HL', 'CLM') then piece_number end) over places
            as head_number,
        max(case when opened_by = 'HL' then piece_number end) over places as level_piece_number,
        segments_before + sum(segment_count) over places - segment_count as segments_before_piece,
    from opened
    window
        places as (
            partition by file_id, transaction_set_number, part_number
            order by piece_number
            rows between unbounded preceding and current row
        )
)

select
    file_id,
    transaction_set_number,
    level_number::integer as level_number,
    -- A line that stands under no claim of its level is nobody's: claim 0.
    case
        when opened_by = 'CLM' then claim_count
        when opened_by = 'LX' and head_number > coalesce(level_piece_number, -1) then claim_count
        else 0
    end::integer as claim_number,
    case when opened_by = 'LX' then piece_number - coalesce(head_number, 0) else 0 end::integer
        as service_line_number,
    (segments_before_piece + 1)::bigint as segment_number,
    opened_by,
    case when part_number = 1 and piece_number = 0 then group_header end as group_header,
    body,
from placed
where piece_number > 0 or part_number = 1

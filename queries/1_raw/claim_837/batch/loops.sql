-- One loop of a set of claims: its header (level 0), a level of its tree, a claim, a service line.
-- grain: one row per loop of the transaction sets in hand; kept for the batch only
--
-- HL opens a level (billing provider, subscriber, patient), CLM a claim under it, LX a line of the
-- claim (837 guides, loops 2000, 2300 and 2400): a set is cut into levels, a level into claims, a
-- claim into lines. Large sets are cut before HL only, so a claim is in one part with its level.
-- A loop holds its opening segment, too.
with level_pieces as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        inner_loops_before,
        segments_before,
        group_header,
        string_split(body, chr(30) || 'HL' || chr(29)) as pieces,
    from temp.transaction_sets
),

level_loops as (
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
    from level_pieces
),

claim_pieces as (
    select
        * exclude (body),
        string_split(body, chr(30) || 'CLM' || chr(29)) as pieces,
    from level_loops
    where piece_number > 0 or part_number = 1
),

claim_loops as (
    select
        * exclude (pieces),
        unnest(range(0, len(pieces))) as claim_place,
        unnest(pieces) as body,
    from claim_pieces
),

counted_claims as (
    select
        *,
        piece_number = 0 and claim_place = 0 as is_header,
        strlen(body) - strlen(replace(body, chr(30), ''))
        + (piece_number > 0 or claim_place > 0)::integer as segment_count,
    from claim_loops
),

placed_claims as (
    select
        file_id,
        transaction_set_number,
        group_header,
        is_header,
        claim_place,
        loops_before + piece_number as level_number,
        -- A line that is under no claim of its level is nobody's: claim 0.
        case
            when claim_place > 0
                then inner_loops_before + count_if(claim_place > 0) over places
            else 0
        end as claim_number,
        segments_before + sum(segment_count) over places - segment_count as segments_before,
        string_split(body, chr(30) || 'LX' || chr(29)) as pieces,
    from counted_claims
    window
        places as (
            partition by file_id, transaction_set_number, part_number
            order by piece_number, claim_place
            rows between unbounded preceding and current row
        )
),

counted_lines as (
    select
        *,
        list_transform(
            pieces,
            lambda piece, place:
                strlen(piece) - strlen(replace(piece, chr(30), ''))
                + (place > 1 or not is_header)::integer
        ) as segment_counts,
    from placed_claims
),

line_loops as (
    select
        file_id,
        transaction_set_number,
        group_header,
        is_header,
        level_number,
        claim_place,
        claim_number,
        segments_before,
        unnest(range(0, len(pieces))) as service_line_number,
        -- How many segments of the claim come before each of its lines.
        unnest(list_transform(
            segment_counts,
            lambda segment_count, place: list_sum(segment_counts[1:place - 1])
        )) as segments_before_line,
        unnest(pieces) as body,
    from counted_lines
),

opened as (
    select
        *,
        case
            when service_line_number > 0 then 'LX'
            when claim_place > 0 then 'CLM'
            when is_header then ''
            else 'HL'
        end as opened_by,
    from line_loops
)

select
    file_id,
    transaction_set_number,
    level_number::integer as level_number,
    claim_number::integer as claim_number,
    service_line_number::integer as service_line_number,
    (segments_before + coalesce(segments_before_line, 0) + 1)::bigint as segment_number,
    opened_by,
    case when opened_by = '' then group_header end as group_header,
    case when opened_by = '' then body else opened_by || chr(29) || body end as body,
from opened

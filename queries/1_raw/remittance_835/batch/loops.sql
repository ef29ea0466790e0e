-- One loop of a remittance: its header (claim 0), a claim's head (line 0), or a service line.
-- grain: one row per loop of the transaction sets in hand; kept for the batch only
--
-- A set is cut at CLP into claims and a claim at SVC into lines (835 guide, loops 2100 and 2110).
-- What follows the last line of a set (PLB) stays at its end, what precedes CLP in claim 0.
with claim_pieces as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        segments_before,
        string_split(body, chr(30) || 'CLP' || chr(29)) as pieces,
    from temp.transaction_sets
),

claim_loops as (
    select
        file_id,
        transaction_set_number,
        part_number,
        loops_before,
        segments_before,
        unnest(range(0, len(pieces))) as piece_number,
        unnest(pieces) as body,
    from claim_pieces
),

counted_claim_loops as (
    select
        *,
        strlen(body) - strlen(replace(body, chr(30), ''))
        + (piece_number > 0)::integer as segment_count,
    from claim_loops
),

placed_claim_loops as (
    select
        file_id,
        transaction_set_number,
        case when piece_number = 0 and part_number = 1 then 0
            else loops_before + piece_number
        end as claim_number,
        piece_number = 0 as is_header,
        segments_before + coalesce(sum(segment_count) over (
            partition by file_id, transaction_set_number, part_number
            order by piece_number
            rows between unbounded preceding and 1 preceding
        ), 0) as segments_before,
        string_split(body, chr(30) || 'SVC' || chr(29)) as pieces,
    from counted_claim_loops
    where piece_number > 0 or part_number = 1
),

counted_line_loops as (
    select
        *,
        list_transform(
            pieces,
            lambda piece: strlen(piece) - strlen(replace(piece, chr(30), '')) + 1
        ) as segment_counts,
    from placed_claim_loops
),

line_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        is_header,
        segments_before,
        unnest(range(0, len(pieces))) as service_line_number,
        -- How many segments of the claim come before each of its lines.
        unnest(list_transform(
            segment_counts,
            lambda segment_count, place: list_sum(segment_counts[1:place - 1])
        )) as segments_before_line,
        unnest(pieces) as body,
    from counted_line_loops
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    -- The header's text opens with a separator, so its segments count from there.
    (
        segments_before + coalesce(segments_before_line, 0) + (not is_header)::integer
    )::bigint as segment_number,
    body,
from line_loops

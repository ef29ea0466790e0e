-- A segment that repeats within its loop: adjustments, remarks and provider adjustments.
-- grain: one row per CAS, LQ, MIA, MOA or PLB segment of the batch; kept for the batch only
with segments as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        string_split(body, chr(30)) as pieces,
    from temp.remittance_835_loops
),

placed_segments as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        unnest(range(0, len(pieces))) as place,
        unnest(pieces) as segment,
    from segments
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number + place as segment_number,
    split_part(segment, chr(29), 1) as segment_id,
    segment,
from placed_segments
where
    -- What is before the first separator is CLP01 and on: a claim may be numbered CAS.
    place > 0
    and (
        raw.is_segment(segment, 'CAS')
        or raw.is_segment(segment, 'LQ')
        or raw.is_segment(segment, 'MOA')
        or raw.is_segment(segment, 'MIA')
        or raw.is_segment(segment, 'PLB')
    )

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
    string_split(segment, chr(29)) as elements,
from placed_segments
where
    starts_with(segment, 'CAS' || chr(29))
    or starts_with(segment, 'LQ' || chr(29))
    or starts_with(segment, 'MOA' || chr(29))
    or starts_with(segment, 'MIA' || chr(29))
    or starts_with(segment, 'PLB' || chr(29))

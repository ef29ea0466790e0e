-- One reason why a charge was not paid whole (CAS, triplets of reason, amount, quantity).
-- grain: one row per triplet of a CAS segment; service_line_number 0 is the claim level
-- ids: set_id, claim_id, line_id
with adjustment_segments as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        string_split(segment, chr(29)) as elements,
    from temp.remittance_835_segments
    where segment_id = 'CAS' and claim_number > 0
),

triplets as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        elements,
        -- As many triplets as there are elements for: six by the guide, none dropped beyond it.
        unnest(range(1, len(elements) // 3 + 1)) as triplet_number,
    from adjustment_segments
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number::bigint as segment_number,
    triplet_number::integer as adjustment_number,
    nullif(elements[2], '') as group_code,
    nullif(elements[triplet_number * 3], '') as carc_code,
    nullif(elements[triplet_number * 3 + 1], '') as amount,
    nullif(elements[triplet_number * 3 + 2], '') as quantity,
from triplets
where
    coalesce(elements[triplet_number * 3], '') != ''
    or coalesce(elements[triplet_number * 3 + 1], '') != ''

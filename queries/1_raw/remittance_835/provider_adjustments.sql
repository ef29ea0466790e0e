-- Money moved outside any claim: takebacks, interest, balances carried forward (PLB).
-- grain: one row per reason and amount of a PLB segment
-- ids: set_id
with provider_segments as (
    select
        file_id,
        transaction_set_number,
        segment_number,
        string_split(segment, chr(29)) as elements,
    from temp.remittance_835_segments
    where segment_id = 'PLB'
),

pairs as (
    select
        file_id,
        transaction_set_number,
        segment_number,
        elements,
        -- As many pairs as there are elements for: six by the guide, none dropped beyond it.
        unnest(range(1, greatest(len(elements) - 1, 0) // 2)) as pair_number,
    from provider_segments
)

select
    file_id,
    transaction_set_number,
    segment_number::bigint as segment_number,
    pair_number::integer as adjustment_number,
    nullif(elements[2], '') as provider_id,
    nullif(elements[3], '') as fiscal_date,
    raw.component_of(elements[pair_number * 2 + 2], 1) as reason_code,
    raw.reference_without_member(
        raw.component_of(elements[pair_number * 2 + 2], 2)
    ) as reference_id,
    nullif(elements[pair_number * 2 + 3], '') as amount,
from pairs
where
    coalesce(elements[pair_number * 2 + 2], '') != ''
    or coalesce(elements[pair_number * 2 + 3], '') != ''

-- A diagnosis of a claim, in the order lines point to (HI with its up to twelve composites).
-- grain: one row per diagnosis of an HI segment
-- ids: set_id, claim_id
--
-- Principal BK, other BF, admitting BJ, reason for visit PR, external cause BN; with an A before
-- them they are ICD-10.
with health_codes as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        segment_number as claim_segment_number,
        string_split(split_part(body, chr(30) || 'SBR' || chr(29), 1), chr(30)) as segments,
    from temp.claim_837_loops
    where opened_by = 'CLM' and contains(body, chr(30) || 'HI' || chr(29))
),

segments as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        claim_segment_number,
        unnest(range(0, len(segments))) as place,
        unnest(segments) as segment,
    from health_codes
),

composites as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        claim_segment_number + place as segment_number,
        unnest(range(1, len(string_split(segment, chr(29))))) as composite_number,
        unnest(string_split(segment, chr(29))[2:]) as composite,
    from segments
    where starts_with(segment, 'HI' || chr(29))
)

select
    file_id,
    transaction_set_number,
    claim_number,
    segment_number::bigint as segment_number,
    row_number() over (
        partition by file_id, transaction_set_number, claim_number
        order by segment_number, composite_number
    )::integer as diagnosis_number,
    raw.component_of(composite, 1) as diagnosis_qualifier,
    raw.component_of(composite, 2) as diagnosis_code,
from composites
where
    raw.component_of(composite, 1) in (
        'ABK', 'ABF', 'ABJ', 'APR', 'ABN', 'BK', 'BF', 'BJ', 'PR', 'BN'
    )

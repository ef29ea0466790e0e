-- Another payer of a claim, before or after the one billed, and what it paid (837 loop 2320).
-- grain: one row per SBR segment below a claim
-- ids: set_id, claim_id
--
-- Who is insured there, and in which group, is not kept.
with claim_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        segment_number as claim_segment_number,
        string_split(body, chr(30) || 'SBR' || chr(29)) as pieces,
    from temp.claim_837_loops
    where opened_by = 'CLM' and contains(body, chr(30) || 'SBR' || chr(29))
),

payer_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        claim_segment_number,
        list_transform(
            pieces, lambda piece: strlen(piece) - strlen(replace(piece, chr(30), '')) + 1
        ) as segment_counts,
        unnest(range(1, len(pieces))) as other_payer_number,
        unnest(pieces[2:]) as body,
    from claim_loops
),

placed as materialized (
    select
        *,
        string_split(split_part(body, chr(30), 1), chr(29)) as sbr,
        raw.rest_of_segment(body, 'NM1', 'PR') as payer,
    from payer_loops
)

select
    file_id,
    transaction_set_number,
    claim_number,
    other_payer_number::integer as other_payer_number,
    (claim_segment_number + list_sum(segment_counts[1:other_payer_number]))::bigint
        as segment_number,
    nullif(sbr[1], '') as payer_sequence_code,
    nullif(sbr[2], '') as relationship_code,
    nullif(sbr[9], '') as claim_filing_code,
    nullif(payer[2], '') as payer_name,
    nullif(payer[8], '') as payer_id,
    raw.value_of_segment(body, 'REF', 'F8') as payer_claim_control_number,
    raw.value_of_segment(body, 'AMT', 'D') as paid_amount,
    raw.value_of_segment(body, 'AMT', 'EAF') as patient_responsibility_amount,
from placed

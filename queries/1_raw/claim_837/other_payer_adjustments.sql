-- What another payer adjusted of a claim or line before it was billed on (837 loops 2320 and 2430).
-- grain: one row per triplet of a CAS segment below an SBR (service_line_number 0) or an SVD;
-- ids: set_id, claim_id
--   where an SVD has no CAS, one row without a reason
with given_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number as loop_segment_number,
        string_split(
            body,
            chr(30) || case when opened_by = 'CLM' then 'SBR' else 'SVD' end || chr(29)
        ) as pieces,
    from temp.claim_837_loops
    where
        (
            opened_by = 'CLM'
            and contains(body, chr(30) || 'SBR' || chr(29))
            and contains(body, chr(30) || 'CAS' || chr(29))
        )
        or (
            opened_by = 'LX' and claim_number > 0 and contains(body, chr(30) || 'SVD' || chr(29))
        )
),

payer_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        loop_segment_number,
        list_transform(
            pieces, lambda piece: strlen(piece) - strlen(replace(piece, chr(30), '')) + 1
        ) as segment_counts,
        unnest(range(1, len(pieces))) as other_payer_number,
        unnest(pieces[2:]) as body,
    from given_loops
),

payers as materialized (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        other_payer_number,
        loop_segment_number + list_sum(segment_counts[1:other_payer_number]) as segment_number,
        case
            when service_line_number = 0 then nullif(raw.rest_of_segment(body, 'NM1', 'PR')[8], '')
            else nullif(split_part(split_part(body, chr(30), 1), chr(29), 1), '')
        end as payer_id,
        case
            when service_line_number = 0 then raw.value_of_segment(body, 'AMT', 'D')
            else nullif(split_part(split_part(body, chr(30), 1), chr(29), 2), '')
        end as paid_amount,
        nullif(raw.rest_of_segment(body, 'DTP', '573')[2], '') as paid_date,
        string_split(body, chr(30)) as segments,
    from payer_loops
),

segments as (
    select
        * exclude (segments),
        unnest(range(0, len(segments))) as place,
        unnest(segments) as segment,
    from payers
),

adjustments as (
    select
        *,
        string_split(segment, chr(29)) as elements,
    from segments
    where starts_with(segment, 'CAS' || chr(29))
),

triplets as (
    select
        *,
        unnest(range(1, len(elements) // 3 + 1)) as triplet_number,
    from adjustments
),

reasons as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        other_payer_number,
        place,
        triplet_number,
        nullif(elements[2], '') as group_code,
        nullif(elements[triplet_number * 3], '') as carc_code,
        nullif(elements[triplet_number * 3 + 1], '') as amount,
        nullif(elements[triplet_number * 3 + 2], '') as quantity,
    from triplets
    where
        coalesce(elements[triplet_number * 3], '') != ''
        or coalesce(elements[triplet_number * 3 + 1], '') != ''
)

select
    payers.file_id,
    payers.transaction_set_number,
    payers.claim_number,
    payers.service_line_number,
    payers.other_payer_number::integer as other_payer_number,
    (payers.segment_number + coalesce(reasons.place, 0))::bigint as segment_number,
    coalesce(reasons.triplet_number, 1)::integer as adjustment_number,
    payers.payer_id,
    payers.paid_amount,
    payers.paid_date,
    reasons.group_code,
    reasons.carc_code,
    reasons.amount,
    reasons.quantity,
from payers
left join reasons
    on
        payers.file_id = reasons.file_id
        and payers.transaction_set_number = reasons.transaction_set_number
        and payers.claim_number = reasons.claim_number
        and payers.service_line_number = reasons.service_line_number
        and payers.other_payer_number = reasons.other_payer_number
where payers.service_line_number > 0 or reasons.file_id is not null

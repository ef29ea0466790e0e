-- A remark that says more than the reason does: LQ on a line, MOA or MIA on a claim.
-- grain: one row per remark code; service_line_number 0 is the claim level
-- ids: set_id, claim_id, line_id
--
-- MOA carries remarks in elements 3 to 7, MIA in 5 and 20 to 23 (835 guide, loop 2100).
with remark_segments as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        segment_id,
        string_split(segment, chr(29)) as elements,
    from temp.remittance_835_segments
    where segment_id in ('LQ', 'MOA', 'MIA') and claim_number > 0
),

placed_remarks as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        segment_id as source,
        case when segment_id = 'LQ' then nullif(elements[2], '') end as qualifier,
        unnest(case segment_id
            when 'LQ' then [elements[3]]
            when 'MOA' then elements[4:8]
            else list_concat([elements[6]], elements[21:24])
        end) as remark_code,
        unnest(case segment_id
            when 'LQ' then [1]
            when 'MOA' then range(1, 6)
            else range(1, 6)
        end) as remark_number,
    from remark_segments
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number::bigint as segment_number,
    remark_number::integer as remark_number,
    remark_code,
    source,
    qualifier,
from placed_remarks
where coalesce(remark_code, '') != ''

-- Every remark of a file is there once, under its line.
-- grain: one row per answered claim whose remarks are not those of its file
with given as (
    select
        recounted_claims.claim_id,
        count(remarks.file_id) as remark_count,
        list_sort(
            list(
                remarks.service_line_number::varchar || ' ' || remarks.segment_number::varchar
                || ' ' || remarks.remark_number::varchar || ' ' || remarks.remark_code
            )
        ) as remarks,
    from staging.remarks
    inner join temp.recounted_claims on remarks.claim_id = recounted_claims.claim_id
    group by recounted_claims.claim_id
),

kept as (
    select
        recounted_claims.claim_id,
        count(remarks.file_id) as remark_count,
        list_sort(
            list(
                remarks.service_line_number::varchar || ' ' || remarks.segment_number::varchar
                || ' ' || remarks.remark_number::varchar || ' ' || remarks.remark_code
            )
        ) as remarks,
    from marts.remarks
    inner join temp.recounted_claims on remarks.claim_id = recounted_claims.claim_id
    group by recounted_claims.claim_id
)

select
    recounted_claims.file_id,
    recounted_claims.transaction_set_number,
    recounted_claims.claim_number,
    coalesce(given.remark_count, 0) as remark_count,
    coalesce(kept.remark_count, 0) as kept_remark_count,
from temp.recounted_claims
left join given on recounted_claims.claim_id = given.claim_id
left join kept on recounted_claims.claim_id = kept.claim_id
where given.remarks is distinct from kept.remarks

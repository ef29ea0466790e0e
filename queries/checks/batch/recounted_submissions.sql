-- A claim as its claim file bills it: what the marts must say.
-- grain: one row per billed claim of the files in hand, and of the claims these belong to
-- param load_number: the load whose files count; null for everything loaded
with touched as (
    select claim_id
    from staging.claims
    where
        $load_number is null
        or file_id in (
            select files.file_id
            from raw.files
            where files.load_number = $load_number and files.status = 'loaded'
        )
        or claim_id in (select judged_claims.claim_id from temp.judged_claims)
    union
    select claim_id
    from temp.touched_submissions
    where claim_number is not null and $load_number is not null
),

line_sums as (
    select
        service_lines.claim_id,
        count(*) as line_count,
        min(service_lines.service_date) as service_date,
    from staging.service_lines
    inner join touched on service_lines.claim_id = touched.claim_id
    group by service_lines.claim_id
)

select
    claims.claim_id,
    claims.file_id,
    claims.transaction_set_number,
    claims.claim_number,
    claims.segment_number,
    payers.payer_name,
    coalesce(claims.patient_control_number, '') as patient_control_number,
    claims.frequency_code,
    claims.original_reference_number,
    claims.place_of_service_code,
    coalesce(claims.charge_amount, 0) as charge_amount,
    coalesce(line_sums.line_count, 0) as line_count,
    coalesce(line_sums.service_date, claims.statement_from_date) as service_date,
    submissions.submission_date,
from staging.claims
inner join touched on claims.claim_id = touched.claim_id
left join line_sums on claims.claim_id = line_sums.claim_id
left join staging.submissions on claims.set_id = submissions.set_id
left join staging.claim_levels
    on
        claims.set_id = claim_levels.set_id
        and claims.level_number = claim_levels.level_number
left join staging.subscribers
    on
        claim_levels.set_id = subscribers.set_id
        and claim_levels.subscriber_level_number = subscribers.level_number
left join marts.payers
    on
        coalesce(subscribers.payer_name_as_given, subscribers.payer_id, 'Payer not named')
        = payers.payer_name_as_given

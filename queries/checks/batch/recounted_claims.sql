-- A payer's answer to a claim as its file gives it, with its remittance: what the marts must say.
-- grain: one row per answered claim of the files in hand, and of the claims these belong to
-- param load_number: the load whose files count; null for everything loaded
--
-- From staging, so that a claim the marts lost is here. Only the payer's name is the marts'.
with touched as (
    select claim_id
    from staging.remitted_claims
    where
        $load_number is null
        or file_id in (
            select files.file_id
            from raw.files
            where files.load_number = $load_number and files.status = 'loaded'
        )
        or claim_id in (select judged_claims.claim_id from temp.judged_claims)
    union
    select linked_claims.claim_id
    from marts.linked_claims
    inner join temp.touched_linked on linked_claims.linked_claim_id = touched_linked.linked_claim_id
    where linked_claims.mention_kind = 'answered' and $load_number is not null
),

line_days as (
    select
        remitted_lines.claim_id,
        count(*) as line_count,
        min(remitted_lines.service_date) as service_date,
    from staging.remitted_lines
    inner join touched on remitted_lines.claim_id = touched.claim_id
    group by remitted_lines.claim_id
)

select
    remitted_claims.set_id,
    remitted_claims.claim_id,
    remitted_claims.file_id,
    remitted_claims.transaction_set_number,
    remitted_claims.claim_number,
    remitted_claims.segment_number,
    payers.payer_name,
    payers.payer_key,
    coalesce(remitted_claims.patient_control_number, '') as patient_control_number,
    remitted_claims.payer_claim_control_number,
    remitted_claims.original_reference_number,
    remitted_claims.claim_status_code,
    remitted_claims.claim_filing_code,
    coalesce(claim_statuses.standing, 'primary') as standing_of_status,
    coalesce(remitted_claims.charge_amount, 0) as charge_amount,
    remitted_claims.charge_amount is null as is_charge_unknown,
    coalesce(remitted_claims.paid_amount, 0) as paid_amount,
    coalesce(line_days.line_count, 0) as line_count,
    coalesce(line_days.service_date, remitted_claims.statement_from_date) as service_date,
    coalesce(remittances.payment_date, remittances.production_date) as remit_date,
    date_trunc(
        'week', coalesce(remittances.payment_date, remittances.production_date)
    )::date as remit_week,
from staging.remitted_claims
inner join touched on remitted_claims.claim_id = touched.claim_id
left join line_days on remitted_claims.claim_id = line_days.claim_id
left join staging.remittances on remitted_claims.set_id = remittances.set_id
left join marts.payers
    on remittances.payer_known_as = payers.payer_name_as_given
left join reference.claim_statuses
    on remitted_claims.claim_status_code = claim_statuses.claim_status_code

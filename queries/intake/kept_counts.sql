-- How much of each file in hand counts, now that what was loaded before is taken out?
-- grain: one row per file in hand
--
-- Charges are those of answered claims (CLP03) and billed ones (CLM02), payments those of answers
-- (CLP04): as stated, so that they can be held against the file.
with claims as (
    select file_id, charge_amount, paid_amount from staging.remitted_claims
    union all
    select file_id, charge_amount, null as paid_amount from staging.claims
    union all
    select file_id, null as charge_amount, null as paid_amount from staging.acknowledged_claims
    union all
    select file_id, null as charge_amount, null as paid_amount from staging.information_requests
),

lines as (
    select file_id from staging.remitted_lines
    union all
    select file_id from staging.service_lines
),

kept_claims as (
    select
        file_id,
        count(*) as kept_claim_count,
        sum(charge_amount) as kept_charge_amount,
        sum(paid_amount) as kept_paid_amount,
    from claims
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
),

kept_lines as (
    select file_id, count(*) as kept_line_count
    from lines
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id
)

select
    files_in_hand.file_id,
    coalesce(kept_claims.kept_claim_count, 0) as kept_claim_count,
    coalesce(kept_lines.kept_line_count, 0) as kept_line_count,
    -- As text: sums stay exact to the cent.
    coalesce(kept_claims.kept_charge_amount, 0)::decimal(18, 2)::varchar as kept_charge_amount,
    coalesce(kept_claims.kept_paid_amount, 0)::decimal(18, 2)::varchar as kept_paid_amount,
from temp.files_in_hand
left join kept_claims on files_in_hand.file_id = kept_claims.file_id
left join kept_lines on files_in_hand.file_id = kept_lines.file_id
order by files_in_hand.file_order

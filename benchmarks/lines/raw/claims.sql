-- grain: one row per invented claim
with sums as (
    select
        number,
        sum(charge_cents) as charge_cents,
        sum(case when is_denied then 0 else allowed_cents - 1500 end) as paid_cents,
    from temp.invented_lines
    group by number
)

select
    'week' || lpad(claims.week::varchar, 8, '0') as file_id,
    claims.payer + 1 as transaction_set_number,
    claims.number::integer as claim_number,
    claims.number * 10 as segment_number,
    'PCN' || claims.root as patient_control_number,
    case when sums.paid_cents > 0 then '1' else '4' end as claim_status_code,
    (sums.charge_cents / 100)::decimal(12, 2)::varchar as charge_amount,
    (sums.paid_cents / 100)::decimal(12, 2)::varchar as paid_amount,
    ['12', 'MB', 'MC', '16', 'HM'][1 + claims.payer % 5] as claim_filing_code,
    'ICN' || claims.number as payer_claim_control_number,
    '11' as facility_type_code,
    raw.patient_key_of(chr((65 + claims.root % 26)::integer) || 'LAST', 'FIRST') as patient_key,
    'PROVIDER ' || lpad(claims.provider::varchar, 3, '0') as rendering_provider_name,
from temp.invented_claims as claims
inner join sums on claims.number = sums.number

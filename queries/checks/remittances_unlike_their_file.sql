-- A remittance is there once, with the payer, payment, trace number and day of its file.
-- grain: one row per remittance that is missing, doubled or different
select
    remittances.file_id,
    remittances.transaction_set_number,
    remittances.segment_number,
    count(kept.file_id) as row_count,
from staging.remittances
inner join (
    select distinct
        set_id,
        payer_name,
    from temp.recounted_claims
) as touched
    on remittances.set_id = touched.set_id
left join marts.remittances as kept on remittances.set_id = kept.set_id
group by
    remittances.file_id,
    remittances.transaction_set_number,
    remittances.segment_number
having
    count(kept.file_id) != 1
    or not bool_and(
        kept.payer_name is not distinct from touched.payer_name
        and kept.payment_amount is not distinct from remittances.payment_amount
        and kept.trace_number is not distinct from remittances.trace_number
        and kept.remit_date
        is not distinct from coalesce(remittances.payment_date, remittances.production_date)
        and kept.remit_week is not distinct from date_trunc(
            'week', coalesce(remittances.payment_date, remittances.production_date)
        )::date
    )

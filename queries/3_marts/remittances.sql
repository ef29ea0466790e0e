-- A payer's advice, with its payer's name settled and its week.
-- grain: one row per remittance
-- scope: store
--
-- The remit date is the payment's effective date (BPR16), or the date the advice was made.
select
    remittances.set_id,
    remittances.file_id,
    remittances.transaction_set_number,
    remittances.segment_number,
    payers.payer_name,
    payers.payer_key,
    remittances.payer_identifier as payer_trace_id,
    remittances.trace_number,
    remittances.payee_name,
    clients.client_name,
    remittances.payment_method_code,
    remittances.payment_amount,
    coalesce(remittances.payment_date, remittances.production_date) as remit_date,
    date_trunc(
        'week', coalesce(remittances.payment_date, remittances.production_date)
    )::date as remit_week,
from staging.remittances
inner join marts.payers
    on remittances.payer_known_as = payers.payer_name_as_given
inner join marts.clients
    on
        coalesce(remittances.payee_tax_id, '') = clients.tax_id
        and coalesce(remittances.payee_npi, '') = clients.npi
        and staging.client_name_as_given(
            remittances.payee_name, false, remittances.payee_npi, remittances.payee_tax_id
        ) = clients.client_name_as_given;

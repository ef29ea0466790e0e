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

comment on column marts.remittances.set_id is 'Key of the transaction set.';
comment on column marts.remittances.file_id is 'Key of the file.';
comment on column marts.remittances.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.remittances.segment_number is 'Segment of the file where it opens.';
comment on column marts.remittances.payer_name is 'Name the team knows the payer by.';
comment on column marts.remittances.payer_key is 'The same for payers of one payer id.';
comment on column marts.remittances.payer_trace_id is 'Who sent the payment (TRN03).';
comment on column marts.remittances.trace_number is 'Check or transfer number (TRN02).';
comment on column marts.remittances.payee_name is 'Who was paid (N1*PE).';
comment on column marts.remittances.payment_method_code is 'ACH, CHK, NON … (BPR04).';
comment on column marts.remittances.payment_amount is 'US dollars of the payment (BPR02).';
comment on column marts.remittances.remit_date is 'Effective date of the payment, else date made.';
comment on column marts.remittances.remit_week is 'Monday of the week of the remit date.';
comment on column marts.remittances.client_name is 'Billing provider or payee, under the team''s name for it.';

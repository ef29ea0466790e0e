-- Which claims of the files in hand were told before, with the same remittance?
-- grain: one row per repeated claim; claim 0 is a transaction set without claims
--
-- A remittance is known by payer, trace number, date and amount, whatever file it stands in; a
-- claim of it by its control number and amounts, which every extract has. The n-th of equal claims
-- is the n-th.
-- Told before means: in a file loaded earlier, or earlier among the files in hand.
with keyed as (
    select
        remittances.file_id,
        remittances.transaction_set_number,
        coalesce(files_in_hand.file_order, 0) as file_order,
        concat_ws(
            '|',
            upper(coalesce(
                payer_aliases.payer_name, remittances.payer_name_as_given, remittances.payer_id, ''
            )),
            coalesce(remittances.trace_number, ''),
            coalesce(
                remittances.payment_date, remittances.production_date, date '1900-01-01'
            )::varchar
        ) as check_key,
        remittances.payment_amount,
    from staging.remittances
    left join temp.files_in_hand on remittances.file_id = files_in_hand.file_id
    left join reference.payer_aliases
        on
            upper(remittances.payer_name_as_given)
            = upper(payer_aliases.payer_name_as_given)
),

-- An extract that leaves the check's amount out speaks of the check with that number and date.
remittances as (
    select
        *,
        check_key || '|' || coalesce(
            payment_amount, max(payment_amount) over (partition by check_key), 0
        )::varchar as remittance_key,
    from keyed
),

-- Only remittances told more than once need a closer look.
told_again as (
    select *
    from remittances
    qualify
        count(*) over (partition by remittance_key) > 1
        and max(file_order) over (partition by remittance_key) > 0
),

claims as (
    select
        told_again.file_id,
        told_again.transaction_set_number,
        told_again.file_order,
        told_again.remittance_key,
        remitted_claims.claim_number,
        concat_ws(
            '|',
            coalesce(patient_control_number, ''),
            coalesce(charge_amount::varchar, ''),
            coalesce(paid_amount::varchar, '')
        ) as claim_key,
    from told_again
    inner join staging.remitted_claims
        on
            told_again.file_id = remitted_claims.file_id
            and told_again.transaction_set_number = remitted_claims.transaction_set_number
),

numbered_claims as (
    select
        *,
        row_number() over (
            partition by file_id, transaction_set_number, claim_key
            order by claim_number
        ) as copy_number,
        count(*) over (partition by file_id, transaction_set_number) as claim_count,
    from claims
),

ordered_claims as (
    select
        *,
        row_number() over (
            partition by remittance_key, claim_key, copy_number
            order by file_order, file_id, transaction_set_number
        ) as telling_number,
    from numbered_claims
),

empty_sets as (
    select
        told_again.*,
        row_number() over (
            partition by told_again.remittance_key
            order by told_again.file_order, told_again.file_id, told_again.transaction_set_number
        ) as telling_number,
    from told_again
    left join claims
        on
            told_again.file_id = claims.file_id
            and told_again.transaction_set_number = claims.transaction_set_number
    where claims.file_id is null
)

select
    file_id,
    transaction_set_number,
    claim_number,
    claim_count,
from ordered_claims
where telling_number > 1 and file_order > 0
union all
select
    file_id,
    transaction_set_number,
    0 as claim_number,
    0 as claim_count,
from empty_sets
where telling_number > 1 and file_order > 0
order by file_id, transaction_set_number, claim_number

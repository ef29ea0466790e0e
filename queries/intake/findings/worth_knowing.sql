-- What is lawful in a file and still worth knowing when its figures are read?
-- grain: one row per remittance and thing worth knowing, at its first place
with claims as (
    select
        remitted_claims.*,
        remitted_lines.claim_id is not null as has_lines,
        coalesce(remitted_claims.claim_status_code = '22', false) as says_reversal,
        staging.is_reversal(
            coalesce(remitted_claims.charge_amount, 0),
            coalesce(remitted_claims.paid_amount, 0),
            says_reversal
        ) as is_reversal,
    from staging.remitted_claims
    left join (
        select distinct claim_id
        from staging.remitted_lines
        where file_id in (select file_id from temp.files_in_hand)
    ) as remitted_lines
        on remitted_claims.claim_id = remitted_lines.claim_id
    where remitted_claims.file_id in (select file_id from temp.files_in_hand)
),

known as (
    select
        file_id, transaction_set_number, segment_number, 'reversal' as finding_key,
    from claims
    where says_reversal and is_reversal
    union all
    -- The sign is the test of a reversal, whatever CLP02 says (835 guide 1.10.2.8: a reversal
    -- repeats the answer with its amounts negated; the correction follows with its own).
    select
        file_id, transaction_set_number, segment_number, 'correction_sent_as_22' as finding_key,
    from claims
    where says_reversal and not is_reversal
    union all
    select
        file_id, transaction_set_number, segment_number, 'reversal_without_22' as finding_key,
    from claims
    where is_reversal and not says_reversal
    union all
    select
        file_id, transaction_set_number, segment_number, 'no_decision' as finding_key,
    from claims
    where
        claim_status_code in (
            select claim_status_code from reference.claim_statuses where standing = 'no_decision'
        )
    union all
    select
        file_id, transaction_set_number, segment_number, 'crossover' as finding_key,
    from claims
    where claim_status_code in ('19', '20', '21')
    union all
    select
        file_id, transaction_set_number, segment_number, 'predetermination' as finding_key,
    from claims
    where claim_status_code = '25'
    union all
    select
        file_id, transaction_set_number, segment_number, 'claim_without_lines' as finding_key,
    from claims
    where not has_lines
    union all
    select
        file_id, transaction_set_number, segment_number, 'no_line_header' as finding_key,
    from raw.remittance_835_remittances
    where
        assigned_number is null
        and (file_id, transaction_set_number) in (
            select (file_id, transaction_set_number) from claims
        )
    union all
    select
        file_id, transaction_set_number, segment_number, 'interest' as finding_key,
    from claims
    where interest_amount is not null
    union all
    select
        file_id, transaction_set_number, segment_number, 'negative_payment' as finding_key,
    from claims
    where paid_amount < 0 and not is_reversal
    union all
    select
        file_id, transaction_set_number, segment_number, 'negative_check' as finding_key,
    from staging.remittances
    where file_id in (select file_id from temp.files_in_hand) and payment_amount < 0
    union all
    select
        file_id, transaction_set_number, segment_number, 'old_group_code' as finding_key,
    from staging.adjustments
    where file_id in (select file_id from temp.files_in_hand) and group_code = 'CR'
    union all
    select
        file_id, transaction_set_number, segment_number, 'provider_adjustment' as finding_key,
    from staging.provider_adjustments
    where file_id in (select file_id from temp.files_in_hand)
)

select
    file_id,
    transaction_set_number,
    min(segment_number) as segment_number,
    finding_key,
    count(*)::varchar || case when count(*) = 1 then ' time' else ' times' end as found,
from known
group by file_id, transaction_set_number, finding_key

-- A payer's answer to a claim, with the chain of answers it belongs to.
-- grain: one row per answered claim
--
-- A chain is every answer of one payer to one patient control number, primary, secondary and
-- predetermination apart; a number used again for services more than 90 days away, or for another
-- patient, opens a new chain; a corrected claim that names the original (REF F8) joins its chain
-- (marts.corrected_control_numbers).
-- A reversal (CLP02 22) belongs to the answer it mirrors: same payer claim number, negated amounts.
with answers as (
    select
        remitted_claims.file_id,
        remitted_claims.transaction_set_number,
        remitted_claims.claim_number,
        remitted_claims.segment_number,
        remittances.payer_name,
        remittances.trace_number,
        coalesce(remitted_claims.patient_control_number, '') as patient_control_number,
        remitted_claims.payer_claim_control_number,
        remitted_claims.original_reference_number,
        remitted_claims.claim_status_code,
        remitted_claims.claim_filing_code,
        remitted_claims.place_of_service_code,
        coalesce(
            remitted_claims.provider_name, remitted_claims.provider_npi, remittances.payee_name
        ) as provider_name,
        staging.patient_key_of(remitted_claims.patient_name) as patient_key,
        coalesce(remitted_claims.charge_amount, 0) as charge_amount,
        coalesce(remitted_claims.paid_amount, 0) as paid_amount,
        coalesce(claim_statuses.standing, 'primary') as standing,
        remittances.remit_date,
        remittances.remit_week,
        coalesce(line_dates.service_date, remitted_claims.statement_from_date) as service_date,
    from staging.remitted_claims
    inner join marts.remittances
        on
            remitted_claims.file_id = remittances.file_id
            and remitted_claims.transaction_set_number = remittances.transaction_set_number
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
    left join (
        select
            file_id,
            transaction_set_number,
            claim_number,
            min(service_date) as service_date,
        from staging.remitted_lines
        group by file_id, transaction_set_number, claim_number
    ) as line_dates
        on
            remitted_claims.file_id = line_dates.file_id
            and remitted_claims.transaction_set_number = line_dates.transaction_set_number
            and remitted_claims.claim_number = line_dates.claim_number
),

rooted_answers as (
    select
        answers.*,
        coalesce(
            corrected_control_numbers.root_control_number, answers.patient_control_number
        ) as root_control_number,
    from answers
    left join marts.corrected_control_numbers
        on
            answers.payer_name = corrected_control_numbers.payer_name
            and answers.patient_control_number = corrected_control_numbers.control_number
),

-- A reversal takes back the answer with its own payer number and amounts; where there is none, the
-- one its REF F8 names. (A reversed correction carries the F8 of the claim it corrected.)
answer_numbers as (
    select distinct
        payer_name,
        root_control_number,
        coalesce(payer_claim_control_number, '') as answer_number,
        abs(charge_amount) as charge_amount,
        abs(paid_amount) as paid_amount,
    from rooted_answers
    where standing != 'reversal'
),

mirrored_answers as (
    select
        rooted_answers.*,
        case
            when
                rooted_answers.standing = 'reversal'
                and own_number.answer_number is null
                and named_number.answer_number is not null
                then named_number.answer_number
            else coalesce(rooted_answers.payer_claim_control_number, '')
        end as mirrored_number,
    from rooted_answers
    left join answer_numbers as own_number
        on
            rooted_answers.payer_name = own_number.payer_name
            and rooted_answers.root_control_number = own_number.root_control_number
            and coalesce(rooted_answers.payer_claim_control_number, '') = own_number.answer_number
            and abs(rooted_answers.charge_amount) = own_number.charge_amount
            and abs(rooted_answers.paid_amount) = own_number.paid_amount
    left join answer_numbers as named_number
        on
            rooted_answers.payer_name = named_number.payer_name
            and rooted_answers.root_control_number = named_number.root_control_number
            and rooted_answers.original_reference_number = named_number.answer_number
            and abs(rooted_answers.charge_amount) = named_number.charge_amount
            and abs(rooted_answers.paid_amount) = named_number.paid_amount
),

-- The n-th reversal of an amount takes back the n-th answer with that amount.
numbered_answers as (
    select
        *,
        row_number() over (
            partition by
                payer_name,
                root_control_number,
                mirrored_number,
                abs(charge_amount),
                abs(paid_amount),
                standing = 'reversal'
            order by
                standing = 'predetermination',
                remit_date,
                trace_number,
                transaction_set_number,
                claim_number,
                file_id
        ) as pair_number,
    from mirrored_answers
),

reversals as (
    select
        reversal.file_id,
        reversal.transaction_set_number,
        reversal.claim_number,
        original.file_id as original_file_id,
        original.transaction_set_number as original_transaction_set_number,
        original.claim_number as original_claim_number,
        original.standing as original_standing,
        original.service_date as original_service_date,
    from numbered_answers as reversal
    inner join numbered_answers as original
        on
            reversal.payer_name = original.payer_name
            and reversal.root_control_number = original.root_control_number
            and reversal.mirrored_number = original.mirrored_number
            and abs(reversal.charge_amount) = abs(original.charge_amount)
            and abs(reversal.paid_amount) = abs(original.paid_amount)
            and reversal.pair_number = original.pair_number
            and coalesce(reversal.remit_date >= original.remit_date, true)
    where reversal.standing = 'reversal' and original.standing != 'reversal'
),

placed_answers as (
    select
        numbered_answers.*,
        numbered_answers.standing = 'reversal' as is_reversal,
        taken_back.claim_number is not null as is_reversed,
        reversals.claim_number is not null as has_original,
        coalesce(
            reversals.original_standing, nullif(numbered_answers.standing, 'reversal'), 'primary'
        )
            as chain_standing,
        coalesce(reversals.original_service_date, numbered_answers.service_date)
            as chain_service_date,
    from numbered_answers
    left join reversals
        on
            numbered_answers.file_id = reversals.file_id
            and numbered_answers.transaction_set_number = reversals.transaction_set_number
            and numbered_answers.claim_number = reversals.claim_number
    left join reversals as taken_back
        on
            numbered_answers.file_id = taken_back.original_file_id
            and numbered_answers.transaction_set_number
            = taken_back.original_transaction_set_number
            and numbered_answers.claim_number = taken_back.original_claim_number
),

-- A control number used again much later is another claim.
gaps as (
    select
        *,
        case
            when
                chain_service_date - lag(chain_service_date) over (
                    partition by payer_name, root_control_number, chain_standing
                    order by chain_service_date, file_id, transaction_set_number, claim_number
                ) > 90
                then 1
            else 0
        end as opens_chain,
    from placed_answers
),

chained as (
    select
        *,
        sum(opens_chain) over (
            partition by payer_name, root_control_number, chain_standing
            order by chain_service_date, file_id, transaction_set_number, claim_number
            rows between unbounded preceding and current row
        ) as reuse_number,
    from gaps
),

anchored as (
    select
        *,
        first_value(patient_key) over (
            partition by payer_name, root_control_number, chain_standing, reuse_number
            order by patient_key is null, chain_service_date, patient_key
        ) as first_patient_key,
    from chained
),

-- So is one of another patient, as in marts.claim_lives: neither part of the name agrees.
parted as (
    select
        *,
        case
            when
                left(patient_key, 3) != left(first_patient_key, 3)
                and right(patient_key, 1) != right(first_patient_key, 1)
                then patient_key
            else ''
        end as other_patient_key,
    from anchored
)

select
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    dense_rank() over (
        order by
            payer_name, root_control_number, chain_standing, reuse_number, other_patient_key
    )::integer as chain_number,
    row_number() over (
        partition by
            payer_name,
            root_control_number,
            chain_standing,
            reuse_number,
            other_patient_key,
            is_reversal
        order by remit_date, trace_number, transaction_set_number, claim_number, file_id
    )::integer as answer_number,
    payer_name,
    patient_control_number,
    root_control_number,
    payer_claim_control_number,
    original_reference_number,
    claim_status_code,
    claim_filing_code,
    place_of_service_code,
    provider_name,
    patient_key,
    charge_amount,
    paid_amount,
    chain_standing = 'secondary' as is_secondary,
    chain_standing = 'predetermination' as is_predetermination,
    is_reversal,
    is_reversed,
    is_reversal and not has_original as is_unmatched_reversal,
    service_date,
    remit_date,
    remit_week,
from parted;

comment on column marts.remitted_claims.file_id is 'Key of the file.';
comment on column marts.remitted_claims.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.remitted_claims.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.remitted_claims.segment_number is 'Segment of the file where it opens.';
comment on column marts.remitted_claims.chain_number is 'The chain of answers to one claim.';
comment on column marts.remitted_claims.answer_number is 'Order within the chain; reversals are numbered apart.';
comment on column marts.remitted_claims.payer_name is 'Name the team knows the payer by.';
comment on column marts.remitted_claims.patient_control_number is 'The practice''s own number of the claim (CLP01).';
comment on column marts.remitted_claims.root_control_number is 'Control number the claim was first known by.';
comment on column marts.remitted_claims.payer_claim_control_number is 'The payer''s number of the claim (CLP07).';
comment on column marts.remitted_claims.original_reference_number is 'The payer''s number of the claim corrected (REF F8).';
comment on column marts.remitted_claims.claim_status_code is 'How it was processed (CLP02).';
comment on column marts.remitted_claims.claim_filing_code is 'Kind of plan (CLP06).';
comment on column marts.remitted_claims.place_of_service_code is 'Place of service or facility type (CLP08).';
comment on column marts.remitted_claims.provider_name is 'Rendering provider, else its NPI, else the payee.';
comment on column marts.remitted_claims.patient_key is 'PHI. Start of the patient''s name, to tell apart who shares a control number.';
comment on column marts.remitted_claims.charge_amount is 'US dollars charged (CLP03).';
comment on column marts.remitted_claims.paid_amount is 'US dollars paid (CLP04).';
comment on column marts.remitted_claims.is_secondary is 'Answered as secondary or tertiary payer.';
comment on column marts.remitted_claims.is_predetermination is 'An estimate, not an answer to a claim.';
comment on column marts.remitted_claims.is_reversal is 'Takes an earlier answer back (CLP02 22).';
comment on column marts.remitted_claims.is_reversed is 'A later reversal took it back.';
comment on column marts.remitted_claims.is_unmatched_reversal is 'A reversal whose answer is not among the loaded files.';
comment on column marts.remitted_claims.service_date is 'First day of service; null where the payer gives none.';
comment on column marts.remitted_claims.remit_date is 'Day of the answer.';
comment on column marts.remitted_claims.remit_week is 'Monday of the week of the answer.';

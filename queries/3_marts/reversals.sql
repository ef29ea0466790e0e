-- Which answer a reversal takes back whole.
-- grain: one row per reversal that mirrors an answer; the n-th of equal ones takes back the n-th
-- scope: claim
-- needs: marts.answers
--
-- It takes back the answer with its own payer number and its amounts, negated; where there is none,
-- the one its REF F8 names (a reversed correction carries the F8 of the claim it corrected); where
-- neither is there, the only payer number of that control number and day with these amounts.
-- A reversal of other amounts takes back a part of the payment, and the answer stands.
-- One file: the rules are tried in order on the same few reversals.
with rooted_answers as (
    select
        answers.set_id,
        answers.claim_id,
        answers.file_id,
        answers.transaction_set_number,
        answers.claim_number,
        answers.payer_key,
        answers.trace_number,
        answers.referred_number,
        answers.standing,
        answers.service_date,
        answers.remit_date,
        case
            when answers.has_control_number
                then
                    coalesce(
                        corrected_control_numbers.root_control_number,
                        answers.patient_control_number
                    )
            else ''
        end as root_control_number,
        coalesce(answers.payer_number, '') as answer_number,
        abs(answers.charge_amount) as size_of_charge,
        abs(answers.paid_amount) as size_of_payment,
    from marts.answers
    left join marts.corrected_control_numbers
        on
            answers.payer_key = corrected_control_numbers.payer_key
            and answers.patient_control_number = corrected_control_numbers.control_number
    -- Without a control number the payer's number alone says what is taken back.
    where answers.has_control_number or answers.payer_number is not null
),

reversed_numbers as (
    select distinct
        payer_key,
        root_control_number,
    from rooted_answers
    where standing = 'reversal'
),

-- Most claims are never reversed: only the others need a closer look.
concerned as (
    select rooted_answers.*
    from rooted_answers
    inner join reversed_numbers
        on
            rooted_answers.payer_key = reversed_numbers.payer_key
            and rooted_answers.root_control_number = reversed_numbers.root_control_number
    where rooted_answers.standing not in ('no_decision', 'predetermination')
),

answer_numbers as (
    select
        payer_key,
        root_control_number,
        answer_number,
        size_of_charge,
        size_of_payment,
        min(service_date) as service_date,
    from concerned
    where standing != 'reversal'
    group by payer_key, root_control_number, answer_number, size_of_charge, size_of_payment
),

only_numbers as (
    select
        payer_key,
        root_control_number,
        size_of_charge,
        size_of_payment,
        service_date,
        min(answer_number) as answer_number,
    from answer_numbers
    where root_control_number != '' and service_date is not null
    group by payer_key, root_control_number, size_of_charge, size_of_payment, service_date
    having count(*) = 1
),

mirrored_answers as (
    select
        concerned.*,
        case
            when concerned.standing != 'reversal' or own_number.answer_number is not null
                then concerned.answer_number
            else
                coalesce(
                    named_number.answer_number,
                    only_numbers.answer_number,
                    concerned.answer_number
                )
        end as mirrored_number,
    from concerned
    left join answer_numbers as own_number
        on
            concerned.payer_key = own_number.payer_key
            and concerned.root_control_number = own_number.root_control_number
            and concerned.answer_number = own_number.answer_number
            and concerned.size_of_charge = own_number.size_of_charge
            and concerned.size_of_payment = own_number.size_of_payment
    left join answer_numbers as named_number
        on
            concerned.payer_key = named_number.payer_key
            and concerned.root_control_number = named_number.root_control_number
            and concerned.referred_number = named_number.answer_number
            and concerned.size_of_charge = named_number.size_of_charge
            and concerned.size_of_payment = named_number.size_of_payment
    left join only_numbers
        on
            concerned.payer_key = only_numbers.payer_key
            and concerned.root_control_number = only_numbers.root_control_number
            and concerned.size_of_charge = only_numbers.size_of_charge
            and concerned.size_of_payment = only_numbers.size_of_payment
            and concerned.service_date = only_numbers.service_date
),

numbered_answers as (
    select
        *,
        row_number() over (
            partition by
                payer_key,
                root_control_number,
                mirrored_number,
                size_of_charge,
                size_of_payment,
                standing = 'reversal'
            order by remit_date, trace_number, transaction_set_number, claim_number, file_id
        ) as pair_number,
    from mirrored_answers
)

select
    reversal.claim_id,
    original.claim_id as original_claim_id,
    reversal.file_id,
    reversal.transaction_set_number,
    reversal.claim_number,
    original.file_id as original_file_id,
    original.transaction_set_number as original_transaction_set_number,
    original.claim_number as original_claim_number,
    original.standing as original_standing,
    original.service_date as original_service_date,
    reversal.set_id = original.set_id as is_in_same_remittance,
from numbered_answers as reversal
inner join numbered_answers as original
    on
        reversal.payer_key = original.payer_key
        and reversal.root_control_number = original.root_control_number
        and reversal.mirrored_number = original.mirrored_number
        and reversal.size_of_charge = original.size_of_charge
        and reversal.size_of_payment = original.size_of_payment
        and reversal.pair_number = original.pair_number
        and coalesce(reversal.remit_date >= original.remit_date, true)
        -- In one remittance it takes back what is before it, not the correction after it.
        and not (
            reversal.set_id = original.set_id
            and reversal.claim_number < original.claim_number
        )
where reversal.standing = 'reversal' and original.standing != 'reversal';

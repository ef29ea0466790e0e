-- A payer's answer to a claim, with the chain of answers it belongs to.
-- grain: one row per answered claim
-- scope: claim
-- needs: marts.answers
--
-- A chain is every answer of one payer to one claim (marts.linked_claims), primary, secondary,
-- estimates and "no decision yet" apart. Payers are kept separate by their id; names that answer a
-- claim under one trace id (TRN03) and one payer number (CLP07) are one payer in all answers to it.
-- A reversal and a correction belong to the chain of what they take back or correct.
-- The answers of one remittance to a claim are parts of one answer, split by side, by units or by
-- line, and share an answer number, unless a reversal stands between them or one refuses a duplicate.
-- Most claims are answered once: only the others have payers, standings and an order to settle.
-- One file: the windows run over the few claims answered again, found once.
with recursive claims_answered_again as (
    select linked_claim_id
    from marts.linked_claims
    where mention_kind = 'answered'
    group by linked_claim_id
    having count(*) > 1
),

-- A payer the team separated is linked by no trace id either.
separate_payers as (
    select distinct payer_name
    from marts.payers
    where is_separate
),

again as materialized (
    select
        answers.claim_id,
        linked_claims.linked_claim_id,
        answers.payer_key,
        case when separate_payers.payer_name is null then answers.payer_trace_id end
            as payer_trace_id,
        answers.payer_number,
        answers.standing,
        answers.file_id,
        answers.transaction_set_number,
        answers.trace_number,
        answers.remit_date,
    from marts.linked_claims
    inner join claims_answered_again
        on linked_claims.linked_claim_id = claims_answered_again.linked_claim_id
    inner join marts.answers on linked_claims.claim_id = answers.claim_id
    left join separate_payers on answers.payer_name = separate_payers.payer_name
    where linked_claims.mention_kind = 'answered'
),

-- Names that share a trace id and number, each with the first of them, and those it leads to.
shared_numbers as (
    select distinct
        linked_claim_id,
        payer_key,
        min(payer_key) over (
            partition by linked_claim_id, payer_trace_id, payer_number
        ) as other_key,
    from again
    where payer_trace_id is not null and payer_number is not null
    qualify payer_key != other_key
),

both_ways as materialized (
    select linked_claim_id, payer_key, other_key from shared_numbers
    union
    select linked_claim_id, other_key, payer_key from shared_numbers
),

joined_names as (
    select linked_claim_id, payer_key, other_key from both_ways
    union
    select
        joined_names.linked_claim_id,
        joined_names.payer_key,
        both_ways.other_key,
    from joined_names
    inner join both_ways
        on
            joined_names.linked_claim_id = both_ways.linked_claim_id
            and joined_names.other_key = both_ways.payer_key
),

payers_of_linked_claims as (
    select
        linked_claim_id,
        payer_key,
        min(other_key) as first_key,
    from joined_names
    group by linked_claim_id, payer_key
),

same_payers as (
    select
        again.*,
        coalesce(payers_of_linked_claims.first_key, again.payer_key) as answering_payer_key,
    from again
    left join payers_of_linked_claims
        on
            again.linked_claim_id = payers_of_linked_claims.linked_claim_id
            and again.payer_key = payers_of_linked_claims.payer_key
),

-- A correction stands as what it corrects: the payer's answers of its number, else all it gave.
standings as (
    select
        claim_id,
        min(standing) filter (where standing in ('primary', 'secondary')) over (
            partition by linked_claim_id, answering_payer_key
        ) as standing_of_payer,
        min(standing) filter (where standing in ('primary', 'secondary')) over (
            partition by linked_claim_id, answering_payer_key, payer_number
        ) as standing_of_number,
    from same_payers
),

stood as (
    select
        same_payers.*,
        case
            when same_payers.standing in ('reversal', 'correction')
                then
                    coalesce(
                        case
                            when reversals.original_standing in ('primary', 'secondary')
                                then reversals.original_standing
                        end,
                        case
                            when same_payers.payer_number is not null
                                then standings.standing_of_number
                        end,
                        standings.standing_of_payer,
                        'primary'
                    )
            else same_payers.standing
        end as chain_standing,
    from same_payers
    inner join standings on same_payers.claim_id = standings.claim_id
    left join marts.reversals on same_payers.claim_id = reversals.claim_id
),

duplicate_refusals as (
    select distinct adjustments.claim_id
    from staging.adjustments
    inner join reference.carc on adjustments.carc_code = carc.carc_code
    inner join reference.categories on carc.category = categories.category
    where categories.standing = 'apart'
),

-- In one remittance: what is taken back at once, the reversal, what replaces it, the duplicates.
ordered as (
    select
        stood.claim_id,
        stood.chain_standing,
        min(stood.claim_id) over (
            partition by stood.linked_claim_id, stood.answering_payer_key, stood.chain_standing
        ) as chain_number,
        dense_rank() over (
            partition by stood.linked_claim_id, stood.answering_payer_key, stood.chain_standing
            order by
                stood.remit_date,
                stood.trace_number,
                stood.transaction_set_number,
                stood.file_id,
                case
                    when taken_back.is_in_same_remittance then 0
                    when stood.standing = 'reversal' then 1
                    when duplicate_refusals.claim_id is null then 2
                    else 3
                end
        )::integer as answer_number,
    from stood
    left join marts.reversals as taken_back on stood.claim_id = taken_back.original_claim_id
    left join duplicate_refusals on stood.claim_id = duplicate_refusals.claim_id
),

placed as (
    select
        answers.*,
        linked_claims.root_control_number,
        coalesce(ordered.chain_number, answers.claim_id) as chain_number,
        coalesce(ordered.answer_number, 1) as answer_number,
        coalesce(
            ordered.chain_standing,
            case when answers.standing in ('reversal', 'correction') then 'primary' end,
            answers.standing
        ) as chain_standing,
        taken_back.claim_id is not null as is_reversed,
        answers.standing = 'reversal' and reversals.claim_id is null as is_unmatched_reversal,
    from marts.answers
    inner join marts.linked_claims
        on answers.claim_id = linked_claims.claim_id and linked_claims.mention_kind = 'answered'
    left join ordered on answers.claim_id = ordered.claim_id
    left join marts.reversals on answers.claim_id = reversals.claim_id
    left join marts.reversals as taken_back on answers.claim_id = taken_back.original_claim_id
)

select
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    chain_number,
    answer_number,
    payer_name,
    patient_control_number,
    root_control_number,
    payer_claim_control_number,
    original_reference_number,
    claim_status_code,
    claim_filing_code,
    place_of_service_code,
    provider_name,
    client_name,
    patient_key,
    charge_amount,
    paid_amount,
    chain_standing = 'secondary' as is_secondary,
    chain_standing = 'predetermination' as is_predetermination,
    chain_standing = 'no_decision' as is_undecided,
    standing = 'reversal' as is_reversal,
    is_reversed,
    is_unmatched_reversal,
    service_date,
    remit_date,
    remit_week,
from placed;

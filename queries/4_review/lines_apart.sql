-- Which answers stand apart from the denial rate, and why?
-- grain: one row per kind of answer kept apart
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
with everything as (
    select
        payer_name,
        client_name,
        case when ($filters).date_basis = 'service' then service_week else remit_week end as week,
        is_secondary,
        is_duplicate,
        is_not_final,
        is_suspect,
        verdict,
        charge_amount,
        denied_amount,
    from marts.line_outcomes
    where verdict != 'unanswered'
),

in_view as (
    select *
    from everything
    where
        (($filters).first_week is null or week >= ($filters).first_week)
        and (($filters).last_week is null or week <= ($filters).last_week)
        and review.whose_is_chosen($filters)
),

taken_back as (
    select distinct
        file_id,
        transaction_set_number,
        claim_number,
    from marts.partial_takebacks
),

mirrored_lines as (
    select distinct
        reversal_file_id as file_id,
        reversal_transaction_set_number as transaction_set_number,
        reversal_claim_number as claim_number,
    from marts.reversed_lines
    where reversal_line_number is not null
),

kinds as (
    select
        'duplicate' as kind,
        'Refused as duplicates' as label,
        charge_amount,
        denied_amount,
    from in_view
    where is_duplicate and not is_secondary
    union all
    select
        'not_final' as kind,
        'Not decided yet' as label,
        charge_amount,
        denied_amount,
    from in_view
    where is_not_final and not is_secondary
    union all
    select
        'secondary' as kind,
        'Answered as secondary or tertiary' as label,
        charge_amount,
        denied_amount,
    from in_view
    where is_secondary
    union all
    select
        'suspect_zero_pay' as kind,
        'Paid nothing, no denial stated' as label,
        charge_amount,
        denied_amount,
    from in_view
    where is_suspect and not is_secondary
    union all
    select
        'denied_without_amount' as kind,
        'Paid nothing, denial code without an amount' as label,
        charge_amount,
        denied_amount,
    from in_view
    where verdict = 'unstated' and not is_secondary
    union all
    select
        'no_decision' as kind,
        'Pended, suspended or forwarded: no decision yet' as label,
        charge_amount,
        0 as denied_amount,
    from marts.remitted_lines
    where
        is_undecided
        and (($filters).first_week is null or remit_week >= ($filters).first_week)
        and (($filters).last_week is null or remit_week <= ($filters).last_week)
        and review.whose_is_chosen($filters)
    union all
    select
        'predetermination' as kind,
        'Estimates (predeterminations)' as label,
        charge_amount,
        denied_amount,
    from marts.remitted_lines
    where
        is_predetermination
        and (($filters).first_week is null or remit_week >= ($filters).first_week)
        and (($filters).last_week is null or remit_week <= ($filters).last_week)
        and review.whose_is_chosen($filters)
    union all
    select
        'partial_takeback' as kind,
        'Payments taken back in part' as label,
        remitted_claims.charge_amount,
        0 as denied_amount,
    from marts.remitted_claims
    inner join taken_back
        on
            remitted_claims.file_id = taken_back.file_id
            and remitted_claims.transaction_set_number = taken_back.transaction_set_number
            and remitted_claims.claim_number = taken_back.claim_number
    where
        (($filters).first_week is null or remitted_claims.remit_week >= ($filters).first_week)
        and (($filters).last_week is null or remitted_claims.remit_week <= ($filters).last_week)
        and review.whose_is_chosen($filters)
    union all
    select
        'unmatched_reversal' as kind,
        'Reversals of answers not loaded here' as label,
        remitted_claims.charge_amount,
        0 as denied_amount,
    from marts.remitted_claims
    left join taken_back
        on
            remitted_claims.file_id = taken_back.file_id
            and remitted_claims.transaction_set_number = taken_back.transaction_set_number
            and remitted_claims.claim_number = taken_back.claim_number
    left join mirrored_lines
        on
            remitted_claims.file_id = mirrored_lines.file_id
            and remitted_claims.transaction_set_number = mirrored_lines.transaction_set_number
            and remitted_claims.claim_number = mirrored_lines.claim_number
    where
        remitted_claims.is_unmatched_reversal
        and taken_back.claim_number is null
        and mirrored_lines.claim_number is null
        and (
            ($filters).first_week is null or remitted_claims.remit_week >= ($filters).first_week
        )
        and (($filters).last_week is null or remitted_claims.remit_week <= ($filters).last_week)
        and review.whose_is_chosen($filters)
)

select
    kind,
    label,
    count(*) as line_count,
    sum(charge_amount) as charge_amount,
    sum(denied_amount) as denied_amount,
from kinds
group by kind, label
order by kind

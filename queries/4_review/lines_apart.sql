-- Which answers are not counted in the denial rate, and why?
-- grain: one row per kind of answer kept apart
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
with taken_back as (
    select distinct claim_id
    from marts.partial_takebacks
),

mirrored as (
    select distinct reversal_claim_id as claim_id
    from marts.reversed_lines
    where reversal_line_number is not null
),

-- Each answer with the kinds it is of; those of none are null.
answers as (
    select
        payer_name,
        client_name,
        case when ($filters).date_basis = 'service' then service_week else remit_week end as week,
        case
            when is_secondary then ['secondary']
            else [
                case when is_duplicate then 'duplicate' end,
                case when is_not_final then 'not_final' end,
                case when is_suspect then 'suspect_zero_pay' end,
                case when verdict = 'unstated' then 'denied_without_amount' end
            ]
        end as kinds,
        charge_amount,
        denied_amount,
    from marts.line_outcomes
    where
        verdict != 'unanswered'
        and (
            is_secondary or is_duplicate or is_not_final or is_suspect or verdict = 'unstated'
        )
    union all
    select
        payer_name,
        client_name,
        remit_week as week,
        [
            case when is_undecided then 'no_decision' end,
            case when is_predetermination then 'predetermination' end
        ] as kinds,
        charge_amount,
        case when is_undecided then 0 else denied_amount end as denied_amount,
    from marts.remitted_lines
    where is_undecided or is_predetermination
    union all
    select
        remitted_claims.payer_name,
        remitted_claims.client_name,
        remitted_claims.remit_week as week,
        [
            case
                when taken_back.claim_id is not null then 'partial_takeback'
                when mirrored.claim_id is null then 'unmatched_reversal'
            end
        ] as kinds,
        remitted_claims.charge_amount,
        0 as denied_amount,
    from marts.remitted_claims
    left join taken_back on remitted_claims.claim_id = taken_back.claim_id
    left join mirrored on remitted_claims.claim_id = mirrored.claim_id
    where taken_back.claim_id is not null or remitted_claims.is_unmatched_reversal
),

kinds as (
    select
        unnest(kinds) as kind,
        charge_amount,
        denied_amount,
    from answers
    where
        review.is_in_weeks($filters, week)
        and review.whose_is_chosen($filters)
)

select
    kind,
    case kind
        when 'duplicate' then 'Denied as duplicates'
        when 'not_final' then 'Not decided yet'
        when 'secondary' then 'Answered as secondary or tertiary'
        when 'suspect_zero_pay' then 'Paid nothing, no denial stated'
        when 'denied_without_amount' then 'Paid nothing, denial code without an amount'
        when 'no_decision' then 'Pended, suspended or forwarded: no decision yet'
        when 'predetermination' then 'Estimates (predeterminations)'
        when 'partial_takeback' then 'Payments taken back in part'
        when 'unmatched_reversal' then 'Reversals of answers not loaded here'
    end as label,
    count(*) as line_count,
    sum(charge_amount) as charge_amount,
    sum(denied_amount) as denied_amount,
from kinds
where kind is not null
group by kind
order by kind

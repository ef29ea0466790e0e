-- Which lines could not be matched between claims, acknowledgments and remittances, and why?
-- grain: one row per line, or per claim where a whole claim has no counterpart
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Nothing is guessed: what no rule matches is listed here. Answers to claims of which no claim file
-- is loaded are listed only where claim files of that time are (services since the first billed
-- one).
with billed_span as (
    select min(service_date) as first_service_date
    from marts.submitted_claims
    where source != '277CA'
),

answered as (
    select
        'answered' as side,
        remitted_lines.file_id,
        remitted_lines.segment_number,
        remitted_lines.payer_name,
        remitted_lines.provider_name,
        remitted_lines.client_name,
        remitted_lines.line_of_business,
        remitted_lines.patient_control_number,
        remitted_lines.procedure_code,
        remitted_lines.modifier_codes,
        line_matches.unmatched_reason as reason,
        remitted_lines.charge_amount,
        remitted_lines.paid_amount,
        remitted_lines.is_secondary,
        remitted_lines.service_date,
        remitted_lines.remit_date as mention_date,
    from marts.line_matches
    inner join marts.remitted_lines on line_matches.line_id = remitted_lines.line_id
    where line_matches.unmatched_reason is not null
),

-- A reversal that takes back a part of a payment, or single lines of an answer, has its answer.
unmatched_reversals as (
    select
        claim_id,
        payer_name,
        patient_control_number,
        case
            when not staging.is_placeholder(payer_claim_control_number)
                then payer_claim_control_number
        end as payer_claim_control_number,
    from marts.remitted_claims
    anti join marts.partial_takebacks
        on remitted_claims.claim_id = partial_takebacks.claim_id
    anti join marts.reversed_lines
        on remitted_claims.claim_id = reversed_lines.reversal_claim_id
    where is_unmatched_reversal
),

numbered_elsewhere as (
    select distinct unmatched_reversals.claim_id
    from unmatched_reversals
    inner join marts.remitted_claims
        on
            unmatched_reversals.payer_name = remitted_claims.payer_name
            and unmatched_reversals.payer_claim_control_number
            = remitted_claims.payer_claim_control_number
            and unmatched_reversals.patient_control_number
            != remitted_claims.patient_control_number
    where not remitted_claims.is_reversal
),

-- Each kind is looked for apart, so that of most claims few columns are read.
unmatched_claims as (
    select
        unmatched_reversals.claim_id,
        case
            when numbered_elsewhere.claim_id is null
                then 'the answer this reversal takes back is not among the loaded files'
            else 'this payer claim number is loaded, but under another control number'
        end as reason,
    from unmatched_reversals
    left join numbered_elsewhere
        on unmatched_reversals.claim_id = numbered_elsewhere.claim_id
    union all
    select
        remitted_claims.claim_id,
        'no loaded claim file has this claim' as reason,
    from billed_span
    inner join marts.remitted_claims
        on billed_span.first_service_date <= remitted_claims.service_date
    anti join marts.answered_submissions
        on remitted_claims.claim_id = answered_submissions.claim_id
    where
        not remitted_claims.is_reversal
        and not remitted_claims.is_predetermination
        and not remitted_claims.is_undecided
),

not_billed as (
    select
        'answered' as side,
        remitted_claims.file_id,
        remitted_claims.segment_number,
        remitted_claims.payer_name,
        remitted_claims.provider_name,
        remitted_claims.client_name,
        'Not stated' as line_of_business,
        remitted_claims.patient_control_number,
        null as procedure_code,
        [] as modifier_codes,
        unmatched_claims.reason,
        remitted_claims.charge_amount,
        remitted_claims.paid_amount,
        remitted_claims.is_secondary,
        remitted_claims.service_date,
        remitted_claims.remit_date as mention_date,
    from unmatched_claims
    inner join marts.remitted_claims on unmatched_claims.claim_id = remitted_claims.claim_id
),

billed as (
    select
        'billed' as side,
        service_lines.file_id,
        service_lines.segment_number,
        service_lines.payer_name,
        service_lines.provider_name,
        submitted_claims.client_name,
        submitted_claims.line_of_business,
        submitted_claims.patient_control_number,
        service_lines.procedure_code,
        service_lines.modifier_codes,
        service_lines.unmatched_reason as reason,
        service_lines.charge_amount,
        null as paid_amount,
        service_lines.is_secondary,
        service_lines.service_date,
        service_lines.submission_date as mention_date,
    from marts.service_lines
    inner join marts.submitted_claims
        on service_lines.claim_id = submitted_claims.claim_id
    where service_lines.unmatched_reason is not null
),

unmatched as (
    select * from answered
    union all
    select * from not_billed
    union all
    select * from billed
)

select
    unmatched.side,
    unmatched.patient_control_number,
    unmatched.payer_name,
    unmatched.provider_name,
    unmatched.procedure_code,
    array_to_string(unmatched.modifier_codes, ' ') as modifier_codes,
    unmatched.reason,
    files.file_name,
    unmatched.segment_number,
    unmatched.charge_amount,
    unmatched.paid_amount,
    unmatched.is_secondary,
    unmatched.service_date,
    unmatched.mention_date,
from unmatched
inner join marts.files on unmatched.file_id = files.file_id and files.status = 'loaded'
where
    (not unmatched.is_secondary or ($filters).include_secondary)
    and review.whose_is_chosen($filters)
    and review.is_chosen(($filters).providers, unmatched.provider_name)
    and review.is_chosen(($filters).procedures, unmatched.procedure_code)
    and review.is_in_weeks($filters, date_trunc('week', unmatched.mention_date)::date)
order by
    unmatched.mention_date desc,
    unmatched.payer_name,
    files.file_name,
    unmatched.segment_number

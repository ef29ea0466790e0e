-- A service line as it was billed, and whether an answer names it.
-- grain: one row per line of a sent claim
-- scope: claim
-- needs: marts.submitted_claims
--
-- A claim sent again bills its lines again: a line counts as answered if an answer to any submission of
-- the claim names it, told by its control number (REF 6R), else by procedure, day and order.
-- One file: a line is looked for among the answers in three ways, on lines found once.
with current_submissions as (
    select claim_id
    from marts.last_submissions
    where not is_voided and claim_number is not null
),

named_lines as (
    select distinct billed_line_id
    from marts.line_matches
    where billed_line_id is not null
),

answered_claims as (
    select
        billed_claim_id,
        bool_or(matched_by is not distinct from 'whole_claim') as is_answered_whole,
    from marts.line_matches
    group by billed_claim_id
),

lines as materialized (
    select
        service_lines.claim_id,
        service_lines.line_id,
        service_lines.file_id,
        service_lines.transaction_set_number,
        service_lines.claim_number,
        service_lines.service_line_number,
        service_lines.segment_number,
        submitted_claims.linked_claim_id,
        submitted_claims.submission_number,
        submitted_claims.payer_name,
        coalesce(service_lines.provider_name, submitted_claims.provider_name) as provider_name,
        coalesce(service_lines.procedure_code, service_lines.revenue_code, 'No line')
            as procedure_code,
        service_lines.modifier_codes,
        service_lines.revenue_code,
        -- A line that points to nothing is about the first diagnosis (837I has no pointers).
        coalesce(
            nullif(
                list_filter(
                    list_transform(
                        service_lines.diagnosis_numbers,
                        lambda place: submitted_claims.diagnosis_codes[place]
                    ),
                    lambda diagnosis: diagnosis is not null
                ),
                []
            ),
            submitted_claims.diagnosis_codes[1:1]
        ) as diagnosis_codes,
        coalesce(
            service_lines.place_of_service_code, submitted_claims.place_of_service_code
        ) as place_of_service_code,
        service_lines.line_control_number,
        service_lines.billed_units,
        coalesce(service_lines.charge_amount, 0)::decimal(12, 2) as charge_amount,
        submitted_claims.is_secondary,
        current_submissions.claim_id is not null as is_current,
        named_lines.billed_line_id is not null
        or coalesce(answered_claims.is_answered_whole, false) as is_named,
        answered_claims.billed_claim_id is not null as has_answered_claim,
        service_lines.service_date as own_service_date,
        coalesce(service_lines.service_date, submitted_claims.service_date) as service_date,
        submitted_claims.submission_date,
    from staging.service_lines
    inner join marts.submitted_claims
        on service_lines.claim_id = submitted_claims.claim_id
    left join current_submissions
        on service_lines.claim_id = current_submissions.claim_id
    left join named_lines on service_lines.line_id = named_lines.billed_line_id
    left join answered_claims
        on service_lines.claim_id = answered_claims.billed_claim_id
),

-- Only of claims some of whose lines no answer names, a line may be named under another submission.
partly_named as (
    select
        linked_claim_id,
        is_secondary,
    from lines
    group by linked_claim_id, is_secondary
    having bool_or(is_named) and not bool_and(is_named)
),

keyed_lines as materialized (
    select
        lines.line_id,
        lines.linked_claim_id,
        lines.is_secondary,
        lines.is_named,
        coalesce(
            'number ' || lines.line_control_number,
            concat_ws(
                ' ',
                lines.procedure_code,
                lines.own_service_date::varchar,
                row_number() over (
                    partition by lines.claim_id, lines.procedure_code, lines.own_service_date
                    order by lines.service_line_number
                )::varchar
            )
        ) as billed_line_key,
    from lines
    semi join partly_named
        on
            lines.linked_claim_id = partly_named.linked_claim_id
            and lines.is_secondary = partly_named.is_secondary
),

named_elsewhere as (
    select keyed_lines.line_id
    from keyed_lines
    semi join keyed_lines as named
        on
            named.is_named
            and keyed_lines.linked_claim_id = named.linked_claim_id
            and keyed_lines.is_secondary = named.is_secondary
            and keyed_lines.billed_line_key = named.billed_line_key
    where not keyed_lines.is_named
)

select
    lines.claim_id,
    lines.line_id,
    lines.file_id,
    lines.transaction_set_number,
    lines.claim_number,
    lines.service_line_number,
    lines.segment_number,
    lines.linked_claim_id,
    lines.submission_number,
    lines.payer_name,
    lines.provider_name,
    lines.procedure_code,
    lines.modifier_codes,
    lines.revenue_code,
    lines.diagnosis_codes,
    lines.place_of_service_code,
    lines.line_control_number,
    case
        when
            lines.has_answered_claim
            and not lines.is_named
            and named_elsewhere.line_id is null
            then 'the payer''s answer to the claim does not name this line'
    end as unmatched_reason,
    lines.billed_units,
    lines.charge_amount,
    lines.is_secondary,
    lines.is_current,
    lines.is_named or named_elsewhere.line_id is not null as is_answered,
    lines.service_date,
    lines.submission_date,
from lines
left join named_elsewhere on lines.line_id = named_elsewhere.line_id;

-- Which actual claims show what was denied, and what corrected it?
-- grain: one row per denied line, recovered and open ones in turn
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param row_limit: how many examples at most, of each kind those with most dollars; null for all
--
-- What corrected it: the replacement (frequency 7) sent between the denial and the answer that
-- settled it; else that answer. No patient is named.
with denials as (
    select
        line_id,
        file_id,
        segment_number,
        denied_amount,
        is_overturned,
        remit_date,
    from review.denials_in_view($filters)
),

-- No more than so many of a kind can be chosen: none but these are put in order.
first_denials as (
    (
        select *
        from denials
        where is_overturned
        order by denied_amount desc, remit_date desc, file_id, segment_number, line_id
        limit coalesce($row_limit::bigint, 9223372036854775807)
    )
    union all
    (
        select *
        from denials
        where not is_overturned
        order by denied_amount desc, remit_date desc, file_id, segment_number, line_id
        limit coalesce($row_limit::bigint, 9223372036854775807)
    )
),

in_turn as (
    select
        line_id,
        remit_date,
        is_overturned,
        row_number() over (
            partition by is_overturned
            order by denied_amount desc, remit_date desc, file_id, segment_number, line_id
        ) as turn,
    from first_denials
),

chosen_denials as (
    select *
    from in_turn
    order by turn, is_overturned desc
    limit coalesce($row_limit::bigint, 9223372036854775807)
),

chosen as (
    select
        line_outcomes.*,
        chosen_denials.turn,
    from chosen_denials
    inner join marts.line_outcomes
        on
            chosen_denials.line_id = line_outcomes.line_id
            and chosen_denials.remit_date = line_outcomes.remit_date
            and line_outcomes.is_denied
),

replacements as (
    select
        chosen.line_id,
        min(submitted_claims.submission_date) as replacement_date,
    from chosen
    inner join marts.submitted_claims
        on
            chosen.linked_claim_id = submitted_claims.linked_claim_id
            and submitted_claims.submission_kind = 'replacement'
            and chosen.remit_date <= submitted_claims.submission_date
            and chosen.resolved_date >= submitted_claims.submission_date
    where chosen.is_overturned
    group by chosen.line_id
)

select
    chosen.patient_control_number,
    chosen.payer_name,
    chosen.provider_name,
    chosen.procedure_code,
    array_to_string(chosen.modifier_codes, ' ') as modifier_codes,
    array_to_string(chosen.diagnosis_codes, ' ') as diagnosis_codes,
    chosen.carc_code,
    carc_rules.reason_label,
    array_to_string(chosen.remark_codes, ' ') as remark_codes,
    carc_rules.usual_fix,
    chosen.outcome,
    case
        when replacements.replacement_date is not null
            then
                'Replacement sent on '
                || strftime(replacements.replacement_date, '%b %-d, %Y')
        when chosen.is_overturned
            then 'Answered again on ' || strftime(chosen.resolved_date, '%b %-d, %Y')
    end as put_right_by,
    files.file_name,
    chosen.segment_number,
    chosen.charge_amount,
    chosen.denied_amount,
    chosen.recovered_amount,
    chosen.open_amount,
    chosen.service_date,
    chosen.remit_date,
from chosen
inner join marts.files on chosen.file_id = files.file_id and files.status = 'loaded'
left join marts.carc_rules
    on
        chosen.payer_name = carc_rules.payer_name
        and chosen.carc_code = carc_rules.carc_code
left join replacements on chosen.line_id = replacements.line_id
order by chosen.turn, chosen.is_overturned desc

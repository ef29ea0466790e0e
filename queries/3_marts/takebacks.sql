-- A line whose payment was taken back, in full or in part, with the denial that followed, if any.
-- grain: one row per line of a chain
-- scope: claim
-- needs: marts.reversed_lines, marts.partial_takebacks
--
-- Denied after payment: the first answer paid, a reversal took that back, a later answer denies. It
-- is no initial denial, but cash lost, with a deadline of its own (835 guide 1.10.2.8; X12 RFI 227).
-- taken back: the most one answer paid, less what is paid in the end.
-- Long for its columns: those of marts.line_outcomes, with which it is read.
with taken_back as (
    select
        chain_lines.chain_number,
        chain_lines.chain_line_number,
        max(reversed_lines.reversal_date) as taken_back_date,
    from marts.reversed_lines
    inner join marts.chain_lines on reversed_lines.line_id = chain_lines.line_id
    inner join marts.line_answers
        on
            chain_lines.chain_number = line_answers.chain_number
            and chain_lines.chain_line_number = line_answers.chain_line_number
            and chain_lines.answer_number = line_answers.answer_number
    where line_answers.paid_amount > 0 or line_answers.cost_share_amount > 0
    group by chain_lines.chain_number, chain_lines.chain_line_number
    union all
    select
        chain_number,
        chain_line_number,
        max(remit_date) as taken_back_date,
    from marts.partial_takebacks
    where taken_back_amount > 0
    group by chain_number, chain_line_number
),

dates as (
    select
        chain_number,
        chain_line_number,
        max(taken_back_date) as taken_back_date,
    from taken_back
    group by chain_number, chain_line_number
),

most_paid as (
    select
        line_answers.chain_number,
        line_answers.chain_line_number,
        max(line_answers.paid_amount) as most_paid_amount,
    from marts.line_answers
    inner join dates
        on
            line_answers.chain_number = dates.chain_number
            and line_answers.chain_line_number = dates.chain_line_number
    group by line_answers.chain_number, line_answers.chain_line_number
),

concerned as (
    select
        coalesce(denied.line_id, first_answers.line_id) as line_id,
        first_answers.chain_number,
        first_answers.chain_line_number,
        denied.chain_number is not null as is_denied,
        first_answers.is_denied as is_initially_denied,
        first_answers.paid_amount as first_paid_amount,
        greatest(most_paid.most_paid_amount - first_answers.final_paid_amount, 0)
            as taken_back_amount,
        coalesce(denied.denied_amount, 0) as denied_amount,
        coalesce(denied.recovered_amount, 0) as recovered_amount,
        coalesce(denied.still_denied_amount, 0) as open_amount,
        denied.outcome,
        denied.last_remit_date,
        case when denied.chain_number is null then dates.taken_back_date else denied.remit_date end
            as remit_date,
    from dates
    inner join marts.denial_results as first_answers
        on
            dates.chain_number = first_answers.chain_number
            and dates.chain_line_number = first_answers.chain_line_number
            and not first_answers.is_after_payment
    inner join most_paid
        on
            dates.chain_number = most_paid.chain_number
            and dates.chain_line_number = most_paid.chain_line_number
    left join marts.denial_results as denied
        on
            dates.chain_number = denied.chain_number
            and dates.chain_line_number = denied.chain_line_number
            and denied.is_after_payment
),

line_remarks as (
    select
        remitted_lines.line_id,
        list_sort(list_distinct(list(remarks.remark_code))) as remark_codes,
    from concerned
    inner join marts.remitted_lines on concerned.line_id = remitted_lines.line_id
    inner join marts.remarks
        on
            remitted_lines.claim_id = remarks.claim_id
            and remarks.service_line_number in (0, remitted_lines.service_line_number)
    where concerned.is_denied
    group by remitted_lines.line_id
)

select
    remitted_lines.claim_id,
    remitted_lines.line_id,
    remitted_lines.file_id,
    remitted_lines.transaction_set_number,
    remitted_lines.claim_number,
    remitted_lines.service_line_number,
    remitted_lines.segment_number,
    line_outcomes.linked_claim_id,
    concerned.chain_number,
    concerned.chain_line_number,
    remitted_lines.payer_name,
    remitted_lines.provider_name,
    remitted_lines.line_of_business,
    remitted_lines.place_of_service_code,
    line_outcomes.client_name,
    line_outcomes.claim_kind,
    line_outcomes.diagnosis_chapter,
    coalesce(line_remarks.remark_codes, []) as remark_codes,
    remitted_lines.patient_control_number,
    line_outcomes.procedure_code,
    line_outcomes.modifier_codes,
    line_outcomes.modifier_set,
    remitted_lines.verdict,
    remitted_lines.group_code,
    remitted_lines.carc_code,
    remitted_lines.category,
    remitted_lines.owner,
    concerned.outcome,
    remitted_lines.charge_amount,
    concerned.first_paid_amount,
    concerned.taken_back_amount::decimal(12, 2) as taken_back_amount,
    concerned.denied_amount::decimal(12, 2) as denied_amount,
    concerned.recovered_amount::decimal(12, 2) as recovered_amount,
    concerned.open_amount::decimal(12, 2) as open_amount,
    concerned.is_denied,
    concerned.is_initially_denied,
    coalesce(concerned.is_denied and remitted_lines.group_code = 'PR', false)
        as is_patient_billed,
    remitted_lines.is_secondary,
    line_outcomes.service_date,
    line_outcomes.service_week,
    concerned.remit_date,
    date_trunc('week', concerned.remit_date)::date as remit_week,
    case
        when concerned.outcome not in ('open', 'reversed') then concerned.last_remit_date
    end as resolved_date,
from concerned
inner join marts.remitted_lines on concerned.line_id = remitted_lines.line_id
inner join marts.line_outcomes
    on
        concerned.chain_number = line_outcomes.chain_number
        and concerned.chain_line_number = line_outcomes.chain_line_number
left join line_remarks on concerned.line_id = line_remarks.line_id
where concerned.is_denied or concerned.taken_back_amount > 0;

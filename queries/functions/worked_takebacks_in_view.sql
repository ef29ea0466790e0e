-- The takebacks a review looks at as a list people work (review.listed_lines), those they want.
create or replace macro review.worked_takebacks_in_view(
    filters, work, today, control_number, within_days, wanted_status, wanted_assignee, wanted_owner
) as table (
    with lines as (
        select *
        from review.takebacks_in_view(filters)
        where
            (
                control_number::varchar is null
                or starts_with(patient_control_number, control_number::varchar)
            )
            and review.is_wanted(wanted_owner, owner)
    ),

    -- Such a line is named by the first answer to it, as denied lines are.
    first_answers as (
        select
            chain_lines.chain_number,
            chain_lines.chain_line_number,
            arg_min(
                review.remitted_line_id_of(
                    chain_lines.file_id,
                    chain_lines.transaction_set_number,
                    chain_lines.claim_number,
                    chain_lines.service_line_number
                ),
                (
                    chain_lines.answer_number,
                    chain_lines.file_id,
                    chain_lines.transaction_set_number,
                    chain_lines.claim_number,
                    chain_lines.service_line_number
                )
            ) as remitted_line_id,
        from lines
        inner join marts.chain_lines
            on
                lines.chain_number = chain_lines.chain_number
                and lines.chain_line_number = chain_lines.chain_line_number
        group by chain_lines.chain_number, chain_lines.chain_line_number
    ),

    named as (  -- noqa: ST03
        select
            lines.*,
            first_answers.remitted_line_id,
            lines.open_amount > 0 as is_waiting,
        from lines
        left join first_answers
            on
                lines.chain_number = first_answers.chain_number
                and lines.chain_line_number = first_answers.chain_line_number
    ),

    takebacks as (  -- noqa: ST03
        select *
        from review.with_work('named', work)
        where
            review.is_wanted(wanted_status, work_status)
            and review.is_wanted(wanted_assignee, coalesce(assignee, ''))
    ),

    -- Of what was taken back without a denial the mart has no remarks.
    remarked as (  -- noqa: ST03
        select
            takebacks.* exclude (remark_codes),
            string_split(line_remarks.remark_codes, ' ') as remark_codes,
        from takebacks
        left join review.remarks_of_lines('takebacks') as line_remarks
            on takebacks.line_id = line_remarks.line_id
    )

    select
        remitted_line_id,
        file_id,
        linked_claim_id,
        patient_control_number,
        payer_name,
        provider_name,
        procedure_code,
        array_to_string(modifier_codes, ' ') as modifier_codes,
        group_code,
        carc_code,
        reason_label,
        coalesce(remark_codes, '') as remark_codes,
        category,
        owner,
        usual_fix,
        verdict,
        outcome,
        work_status,
        assignee,
        note,
        next_step,
        worked_by,
        information_request,
        deadline_kind,
        file_name,
        segment_number,
        days_open,
        days_left,
        charge_amount,
        first_paid_amount as paid_amount,
        taken_back_amount,
        denied_amount,
        recovered_amount,
        open_amount,
        is_denied,
        is_patient_billed,
        is_past,
        service_date,
        remit_date,
        remit_week,
        deadline_date,
        next_date,
        worked_at,
    from review.listed_lines('remarked', today)
    where within_days::integer is null or days_left between 0 and within_days::integer
)

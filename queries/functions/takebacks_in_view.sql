-- The lines whose payment was taken back that a review looks at, with what the team made of each.
--
-- They are in the week of the answer that took the money, or on request of service. A line taken
-- back without a denial has no reason, so a filter by reason or category leaves it out. What the
-- team wrote belongs to the line of the chain, by whichever of its answers it was written.
create or replace macro review.takebacks_in_view(filters, work) as table (
    with first_answers as (
        select
            chain_number,
            chain_line_number,
            line_id,
            file_id,
            transaction_set_number,
            claim_number,
            service_line_number,
        from marts.chain_lines
        semi join marts.takebacks on chain_lines.chain_number = takebacks.chain_number
        qualify
            row_number() over (
                partition by chain_number, chain_line_number
                order by
                    answer_number,
                    file_id,
                    transaction_set_number,
                    claim_number,
                    service_line_number
            ) = 1
    )

    select
        takebacks.*,
        review.remitted_line_id_of(
            first_answers.file_id,
            first_answers.transaction_set_number,
            first_answers.claim_number,
            first_answers.service_line_number
        ) as remitted_line_id,
        coalesce(work_in_force.work_status, 'new') as work_status,
        work_in_force.assignee,
        work_in_force.note,
        work_in_force.next_step,
        work_in_force.next_date,
        work_in_force.worked_by,
        work_in_force.worked_at,
        coalesce(work_in_force.work_status in ('won', 'lost', 'written_off'), false)
            as is_closed,
    from marts.takebacks
    left join first_answers
        on
            takebacks.chain_number = first_answers.chain_number
            and takebacks.chain_line_number = first_answers.chain_line_number
    left join review.work_in_force(work) as work_in_force
        on first_answers.line_id = work_in_force.line_id
    where
        ((filters).include_secondary or not takebacks.is_secondary)
        and ((filters).include_patient or not takebacks.is_patient_billed)
        and review.is_in_weeks(
            filters,
            case
                when (filters).date_basis = 'service' then takebacks.service_week
                else takebacks.remit_week
            end
        )
        and review.line_is_chosen(filters)
        and review.reason_is_chosen(filters)
)

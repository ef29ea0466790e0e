-- Lines (the name of a relation) as a list people work: with reason, request, place, age, remarks.
--
-- The age is that on a day (null: today), from which deadlines are seen, too. Remarks are one text.
-- They have the columns of review.lines_in_view, and is_waiting: whether their dollars are.
create or replace macro review.labeled_lines(lines, today) as table (
    select
        given.* exclude (remark_codes),
        carc_rules.reason_label,
        array_to_string(given.remark_codes, ' ') as remark_codes,
        carc_rules.usual_fix,
        open_requests.information_request,
        files.file_name,
        case
            when given.is_waiting
                then greatest(
                    date_diff('day', given.remit_date, coalesce(today::date, current_date)), 0
                )
        end as days_open,
    from query_table(lines) as given
    inner join marts.files on given.file_id = files.file_id and files.status = 'loaded'
    left join marts.carc_rules
        on
            given.payer_name = carc_rules.payer_name
            and given.carc_code = carc_rules.carc_code
    left join review.open_requests() as open_requests
        on given.linked_claim_id = open_requests.linked_claim_id
);

-- The same, with their next deadline; they have the columns of review.worked_lines_in_view.
create or replace macro review.listed_lines(lines, today) as table (
    with labeled as (
        select *
        from review.labeled_lines(lines, today)
    )

    select
        labeled.*,
        next_deadlines.deadline_kind,
        next_deadlines.days_left,
        coalesce(next_deadlines.is_past, false) as is_past,
        next_deadlines.deadline_date,
    from labeled
    left join review.next_deadlines(today) as next_deadlines
        on
            labeled.chain_number = next_deadlines.chain_number
            and labeled.chain_line_number = next_deadlines.chain_line_number
            and labeled.is_denied
            and not labeled.is_closed
);

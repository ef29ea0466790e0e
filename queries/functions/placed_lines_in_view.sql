-- The denied lines a review looks at, each with its next deadline, its work and its dollars.
--
-- Its dollars have the place that its last answer gives them. Seen from a day (null: today), in this
-- order: what we voided, or the work list says lost or written off, is given up; what is for another
-- payer or the patient waits for them; a line denied again without an appeal left is lost, as is any
-- line past its last deadline. All else can still be won. A payer without a limit on file sets none,
-- so nothing of it runs out. The next deadline is the earliest not yet past; where all are past, the
-- latest (as in review.next_deadlines).
create or replace macro review.placed_lines_in_view(filters, work, today) as table (
    with denials as (  -- noqa: ST03
        select
            *,
            review.next_deadline_date(
                appeal_deadline_date,
                corrected_claim_deadline_date,
                timely_filing_deadline_date,
                last_deadline_date,
                coalesce(today::date, current_date)
            ) as deadline_date,
        from review.denials_in_view(filters)
    )

    select
        *,
        date_diff('day', coalesce(today::date, current_date), deadline_date) as days_left,
        coalesce(last_deadline_date < coalesce(today::date, current_date), false) as is_past,
        case
            when still_denied_amount = 0 then null
            when open_amount = 0 then 'written_off'
            when work_status in ('lost', 'written_off') then 'written_off'
            when is_for_other_payer_or_patient then 'other_payer_or_patient'
            when
                outcome = 're_denied'
                and least(last_deadline_date, appeal_deadline_date)
                < coalesce(today::date, current_date)
                then 're_denied'
            when last_deadline_date < coalesce(today::date, current_date) then 'past_deadline'
            else 'winnable'
        end as still_denied_place,
    from review.with_work('denials', work)
)

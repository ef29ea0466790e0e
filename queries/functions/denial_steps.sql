-- The steps of each denied line: denied, appealed, resolved or written off, each with its day.
--
-- Appealed is the first of: status sent in the work list, a replacement or void of the claim (frequency
-- 7, 8). Written off is a line whose status says so, or one of a claim we voided. A day before the
-- denial is of something else. A void leaves nothing open, so dollars are what is still denied.
create or replace macro review.denial_steps(filters, work) as table (
    with denied_lines as (
        select
            lines.chain_number,
            lines.chain_line_number,
            lines.linked_claim_id,
            lines.denied_amount,
            lines.still_denied_amount,
            lines.is_resolved,
            lines.is_overturned,
            lines.remit_date,
            lines.resolved_date,
        from review.lines_in_view(review.hfma_filters(filters)) as lines
        where lines.is_denied
    ),

    sent as (
        select
            chain_number,
            chain_line_number,
            min(changed_at)::date as sent_date,
        from review.entries_of_lines(work)
        where status = 'sent'
        group by chain_number, chain_line_number
    ),

    written_off as (
        select
            chain_number,
            chain_line_number,
            max(changed_at) filter (where status = 'written_off')::date as written_off_date,
        from review.entries_of_lines(work)
        group by chain_number, chain_line_number
        having arg_max(status, entry_number) filter (where status is not null) = 'written_off'
    ),

    resubmissions as (
        select
            linked_claim_id,
            submission_kind,
            submission_date,
        from marts.submitted_claims
        where submission_kind in ('replacement', 'void') and submission_date is not null
    )

    select
        denied_lines.linked_claim_id,
        denied_lines.denied_amount,
        denied_lines.still_denied_amount,
        denied_lines.is_resolved,
        denied_lines.is_overturned,
        denied_lines.remit_date,
        denied_lines.resolved_date,
        least(
            case when sent.sent_date >= denied_lines.remit_date then sent.sent_date end,
            min(resubmissions.submission_date)
        ) as appeal_date,
        coalesce(
            written_off.written_off_date,
            max(resubmissions.submission_date) filter (
                where claims.is_voided and resubmissions.submission_kind = 'void'
            )
        ) as written_off_date,
    from denied_lines
    left join marts.claims on denied_lines.linked_claim_id = claims.linked_claim_id
    left join resubmissions
        on
            denied_lines.linked_claim_id = resubmissions.linked_claim_id
            and denied_lines.remit_date <= resubmissions.submission_date
    left join sent
        on
            denied_lines.chain_number = sent.chain_number
            and denied_lines.chain_line_number = sent.chain_line_number
    left join written_off
        on
            denied_lines.chain_number = written_off.chain_number
            and denied_lines.chain_line_number = written_off.chain_line_number
    group by
        denied_lines.chain_number,
        denied_lines.chain_line_number,
        denied_lines.linked_claim_id,
        denied_lines.denied_amount,
        denied_lines.still_denied_amount,
        denied_lines.is_resolved,
        denied_lines.is_overturned,
        denied_lines.remit_date,
        denied_lines.resolved_date,
        sent.sent_date,
        written_off.written_off_date
)

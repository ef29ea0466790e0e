-- What HFMA's measures count, day by day: one row per kind of event and day, which any period adds up.
--
-- submitted: claims by the day first submitted (first answered where no claim file is loaded); denied: claims
-- by their first denial; remitted: answers of first payers, duplicates left out, the part of them that
-- pays nothing, and what they allow (paid and the patient's share); appealed, resolved, waited,
-- written_off: denied lines, with the days they took or their dollars.
create or replace macro review.hfma_days(filters, work) as table (
    with steps as (
        select *
        from review.denial_steps(filters, work)
    ),

    claims as (
        select
            linked_claim_id,
            charge_amount,
            claim_date,
        from review.claims_in_view(review.hfma_filters(filters))
    ),

    mentioned_lines as (
        select
            remitted_lines.*,
            claims.claim_kind,
        from marts.remitted_lines
        left join marts.linked_claims
            on
                remitted_lines.claim_id = linked_claims.claim_id
                and linked_claims.mention_kind = 'answered'
        left join marts.claims on linked_claims.linked_claim_id = claims.linked_claim_id
    ),

    answers as (
        select
            claim_id,
            sum(case when is_reversed then 0 else paid_amount + cost_share_amount end)
                as allowed_amount,
        from mentioned_lines
        where review.claim_is_chosen(filters)
        group by claim_id
        having not bool_and(is_duplicate)
    ),

    remits as (
        select
            remitted_claims.remit_date,
            remitted_claims.paid_amount,
            answers.allowed_amount,
        from marts.remitted_claims
        inner join answers on remitted_claims.claim_id = answers.claim_id
        where
            not remitted_claims.is_secondary
            and not remitted_claims.is_predetermination
            and not remitted_claims.is_undecided
            and not remitted_claims.is_reversal
    ),

    denied_claims as (
        select
            denied.denial_date,
            claims.charge_amount,
        from (
            select
                linked_claim_id,
                min(remit_date) as denial_date,
            from steps
            group by linked_claim_id
        ) as denied
        inner join claims on denied.linked_claim_id = claims.linked_claim_id
    )

    select
        'submitted' as kind,
        claim_date as day,
        count(*) as case_count,
        sum(charge_amount) as amount,
        0 as part_count,
        0 as part_amount,
    from claims
    where claim_date is not null
    group by claim_date
    union all
    select
        'denied' as kind,
        denial_date as day,
        count(*) as case_count,
        sum(charge_amount) as amount,
        0 as part_count,
        0 as part_amount,
    from denied_claims
    group by denial_date
    union all
    select
        'remitted' as kind,
        remit_date as day,
        count(*) as case_count,
        sum(allowed_amount) as amount,
        count(*) filter (where paid_amount = 0) as part_count,
        0 as part_amount,
    from remits
    group by remit_date
    union all
    select
        'appealed' as kind,
        appeal_date as day,
        count(*) as case_count,
        sum(date_diff('day', remit_date, appeal_date)) as amount,
        0 as part_count,
        0 as part_amount,
    from steps
    where appeal_date is not null
    group by appeal_date
    union all
    select
        'resolved' as kind,
        resolved_date as day,
        count(*) as case_count,
        sum(denied_amount) as amount,
        count(*) filter (where is_overturned) as part_count,
        coalesce(sum(denied_amount - still_denied_amount) filter (where is_overturned), 0)
            as part_amount,
    from steps
    where is_resolved
    group by resolved_date
    union all
    select
        'waited' as kind,
        resolved_date as day,
        count(*) as case_count,
        sum(greatest(date_diff('day', remit_date, resolved_date), 0)) as amount,
        0 as part_count,
        0 as part_amount,
    from steps
    where is_resolved
    group by resolved_date
    union all
    select
        'written_off' as kind,
        written_off_date as day,
        count(*) as case_count,
        sum(still_denied_amount) as amount,
        0 as part_count,
        0 as part_amount,
    from steps
    where written_off_date is not null
    group by written_off_date
)

-- The lines a review looks at, those that are alike in one row with how many they are.
--
-- They come from the sums of weeks (marts.denial_weeks) where these know every filter that is set
-- (review.are_told_by_weeks), else from the lines, one row each. The other half is then not read at
-- all, as its condition is known before anything is. Columns are those of
-- review.lines_in_view that the sums have, and what review.denial_sums adds up.
create or replace macro review.weeks_in_view(filters) as table (
    with chosen as (
        select
            *,
            is_denied
            and ((filters).include_patient or not is_patient_billed)
            and review.reason_is_chosen(filters) as is_counted,
        from review.sums_of_weeks()
        where
            ((filters).include_secondary or not is_secondary)
            and ((filters).include_duplicates or not is_apart)
            and review.is_in_weeks(filters, remit_week)
            and review.line_is_chosen(filters)
    )

    select
        remit_week,
        payer_name,
        client_name,
        claim_kind,
        modifier_set,
        carc_code,
        category,
        owner,
        line_count,
        case when review.keeps_claims_whole(filters) then claim_count else 0 end as claim_count,
        case when is_counted then partial_line_count else 0 end as partial_line_count,
        case when is_counted then resolved_line_count else 0 end as resolved_line_count,
        case when is_counted then overturned_line_count else 0 end as overturned_line_count,
        case when is_counted and is_patient_billed then line_count else 0 end
            as patient_billed_line_count,
        suspect_line_count,
        charge_amount,
        case when is_counted then charge_amount else 0 end as denied_charge_amount,
        case when is_counted then denied_amount else 0 end as denied_amount,
        case when is_counted then recovered_amount else 0 end as recovered_amount,
        case when is_counted then open_amount else 0 end as open_amount,
        case when is_counted then preventable_denied_amount else 0 end
            as preventable_denied_amount,
        suspect_charge_amount,
        is_counted as is_denied,
    from chosen
);

-- Lines in view, each as a sum of one.
create or replace macro review.lines_as_sums(filters) as table (
    select
        *,
        1 as line_count,
        stands_for_claim::integer as claim_count,
        is_partial::integer as partial_line_count,
        is_resolved::integer as resolved_line_count,
        is_overturned::integer as overturned_line_count,
        is_patient_billed::integer as patient_billed_line_count,
        is_suspect::integer as suspect_line_count,
        case when is_suspect then charge_amount else 0 end as suspect_charge_amount,
        case when is_preventable then denied_amount else 0 end as preventable_denied_amount,
    from review.lines_in_view(filters)
);

create or replace macro review.sums_in_view(filters) as table (
    select *
    from review.weeks_in_view(filters)
    where review.are_told_by_weeks(filters)
    union all
    select
        remit_week,
        payer_name,
        client_name,
        claim_kind,
        modifier_set,
        carc_code,
        category,
        owner,
        line_count,
        claim_count,
        partial_line_count,
        resolved_line_count,
        overturned_line_count,
        patient_billed_line_count,
        suspect_line_count,
        charge_amount,
        denied_charge_amount,
        denied_amount,
        recovered_amount,
        open_amount,
        preventable_denied_amount,
        suspect_charge_amount,
        is_denied,
    from review.lines_as_sums(filters)
    where not review.are_told_by_weeks(filters)
)

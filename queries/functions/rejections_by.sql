-- The sums of claims sent and of the rejected ones among them: written here and nowhere else.
--
-- By columns of review.submitted_claims_in_view, whose names are the keys. A rejected claim stands
-- under what its first rejection says.
create or replace macro review.rejections_by(filters, keys) as table (
    select
        columns(keys),
        coalesce(array_to_string(list_sort(list(distinct entity_label)), ', '), '')
            as entity_labels,
        count(*) as submitted_claim_count,
        count(*) filter (where is_rejected) as rejected_claim_count,
        count(*) filter (where is_waiting) as waiting_claim_count,
        count(*) filter (where has_no_response) as no_response_claim_count,
        sum(charge_amount) as submitted_charge_amount,
        coalesce(sum(charge_amount) filter (where is_rejected), 0)::decimal(12, 2)
            as rejected_charge_amount,
        coalesce(sum(charge_amount) filter (where is_waiting), 0)::decimal(12, 2)
            as waiting_charge_amount,
    from review.submitted_claims_in_view(filters)
    group by all
)

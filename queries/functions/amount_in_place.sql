-- The dollars of a denied line that are in a place (queries/reference/dollar_places.csv).
create or replace macro review.amount_in_place(
    place,
    recovered_denied_amount,
    written_down_amount,
    recovered_cost_share_amount,
    still_denied_place,
    still_denied_amount
) as
case place::varchar
    when 'recovered' then recovered_denied_amount
    when 'contractual' then written_down_amount
    when 'other_payer_or_patient' then recovered_cost_share_amount
    else 0
end
+ case when still_denied_place = place::varchar then still_denied_amount else 0 end

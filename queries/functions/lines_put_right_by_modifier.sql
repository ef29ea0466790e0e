-- Denied lines in view that were paid after a modifier was added (marts.modifier_additions).
create or replace macro review.lines_put_right_by_modifier(filters) as table (
    select
        denials.*,
        modifier_additions.later_modifier_codes,
        modifier_additions.added_modifier_codes,
        modifier_additions.later_paid_amount,
        modifier_additions.paid_date,
    from marts.modifier_additions
    inner join review.denials_in_view(filters) as denials
        on modifier_additions.line_id = denials.line_id
)

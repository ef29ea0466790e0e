-- Whether a line has one of these modifiers; '' among them means lines without any.
create or replace macro review.has_modifier(modifier_codes, wanted) as (
    list_has_any(modifier_codes, wanted)
    or (list_contains(wanted, '') and coalesce(array_length(modifier_codes), 0) = 0)
)

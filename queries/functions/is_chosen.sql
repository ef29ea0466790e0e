-- Whether a value is among those chosen; null chooses all.
create or replace macro review.is_chosen(choices, value) as
(choices is null or list_contains(choices, value))

-- A modifier and what it says.
-- grain: one row per modifier of the reference list
-- scope: store
select
    modifier_code,
    modifier_label,
from reference.modifiers;

comment on column marts.modifiers.modifier_code is 'Two characters that qualify a procedure.';
comment on column marts.modifiers.modifier_label is 'The modifier in our own words.';

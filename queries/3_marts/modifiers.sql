-- A modifier and what it says.
-- grain: one row per modifier of the reference list
-- scope: store
select
    modifier_code,
    modifier_label,
    modifier_group,
    denial_risk,
    typical_problem,
from reference.modifiers;

comment on column marts.modifiers.modifier_code is 'Two characters that qualify a procedure.';
comment on column marts.modifiers.modifier_label is 'The modifier in our own words.';
comment on column marts.modifiers.modifier_group is 'What kind of thing it says.';
comment on column marts.modifiers.denial_risk is 'high, med or low, from experience.';
comment on column marts.modifiers.typical_problem is 'What usually goes wrong with it.';

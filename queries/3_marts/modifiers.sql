-- A modifier and what it says.
-- grain: one row per modifier of the reference list
-- scope: store
select
    modifier_code,
    modifier_label,
from reference.modifiers;

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

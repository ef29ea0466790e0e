-- What does each adjustment reason mean, and does it count as a denial?
-- grain: one row per CARC and payer the rule is for ('' is all payers)
select
    carc_code,
    payer_name,
    reason_label,
    category,
    owner,
    preventable,
    usual_fix,
    is_denial,
    is_default,
    default_category,
    default_owner,
    default_preventable,
    default_usual_fix,
    default_is_denial,
    status,
    note,
from marts.rules_in_force
order by carc_code, payer_name

-- Which definitions differ from the list that came with the dashboard?
-- grain: one row per CARC and payer whose rule the team changed
select
    carc_code,
    payer_name,
    reason_label,
    category,
    default_category,
    owner,
    default_owner,
    is_denial,
    default_is_denial,
    note,
from marts.rules_in_force
where not is_default
order by carc_code, payer_name

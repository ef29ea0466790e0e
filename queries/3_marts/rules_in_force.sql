-- A rule of judgment as the team sees it: the list, and beside it each row the team changed.
-- grain: one row per CARC and payer the rule is for ('' is all payers)
-- scope: store
with rows_in_force as (
    select '' as payer_name, carc_code, true as is_default from reference.carc
    union
    select payer_name, carc_code, false as is_default from reference.edited_rules
)

select
    rows_in_force.payer_name,
    rows_in_force.carc_code,
    coalesce(carc.reason_label, 'Not in the reference list') as reason_label,
    coalesce(edited_rules.category, carc.category, 'Unknown code') as category,
    coalesce(edited_rules.owner, carc.owner, '') as owner,
    coalesce(edited_rules.preventable, carc.preventable, 'n') as preventable,
    coalesce(edited_rules.usual_fix, carc.usual_fix, '') as usual_fix,
    coalesce(carc.category, 'Unknown code') as default_category,
    coalesce(carc.owner, '') as default_owner,
    coalesce(carc.preventable, 'n') as default_preventable,
    coalesce(carc.usual_fix, '') as default_usual_fix,
    coalesce(carc.status, 'unknown') as status,
    coalesce(edited_rules.note, carc.note, '') as note,
    coalesce(edited_rules.is_denial, carc.is_denial, 'n') = 'y' as is_denial,
    coalesce(carc.is_denial, 'n') = 'y' as default_is_denial,
    edited_rules.carc_code is null as is_default,
from rows_in_force
left join reference.carc on rows_in_force.carc_code = carc.carc_code
left join reference.edited_rules
    on
        rows_in_force.carc_code = edited_rules.carc_code
        and rows_in_force.payer_name = edited_rules.payer_name
qualify
    row_number() over (
        partition by rows_in_force.payer_name, rows_in_force.carc_code
        order by rows_in_force.is_default
    ) = 1;

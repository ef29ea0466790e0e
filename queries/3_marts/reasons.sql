-- An adjustment reason as the team sees it, whoever the payer.
-- grain: one row per CARC of the reference list or of a loaded file
-- scope: store
with all_codes as (
    select carc_code from reference.carc
    union
    select carc_code from marts.carc_counts
)

select
    all_codes.carc_code,
    coalesce(carc.reason_label, 'Not in the reference list') as reason_label,
    coalesce(team_rules.category, carc.category, 'Unknown code') as category,
    coalesce(team_rules.owner, carc.owner, 'Billing') as owner,
    coalesce(
        team_rules.usual_fix, carc.usual_fix, 'Look the code up and add it to the definitions'
    ) as usual_fix,
    coalesce(team_rules.preventable, carc.preventable, 'n') as preventable,
    coalesce(team_rules.is_denial, carc.is_denial, 'n') = 'y' as is_denial,
    coalesce(carc.status, 'unknown') as status,
    coalesce(carc.note, '') as note,
from all_codes
left join reference.carc on all_codes.carc_code = carc.carc_code
left join reference.edited_rules as team_rules
    on all_codes.carc_code = team_rules.carc_code and team_rules.payer_name = '';

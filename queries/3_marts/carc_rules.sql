-- What each adjustment reason means for each payer: the editable list, with the team's own rows on top.
-- grain: one row per payer and CARC
-- scope: store
--
-- A row for the payer wins over a row for all payers, which wins over the list that came with us.
with all_codes as (
    select carc_code from reference.carc
    union
    select carc_code from staging.adjustments
    where carc_code is not null
),

payers as (
    select distinct payer_name from marts.payers
),

payer_names as (
    select payer_name, upper(payer_name) as payer_key from marts.payers
    union
    select payer_name, upper(payer_name_as_given) as payer_key from marts.payers
),

-- A rule holds for its payer under any name it goes by: a later file or alias may rename it.
rules_of_payers as (
    select
        payer_names.payer_name,
        edited_rules.carc_code,
        edited_rules.is_denial,
        edited_rules.category,
        edited_rules.owner,
        edited_rules.preventable,
        edited_rules.usual_fix,
    from reference.edited_rules
    inner join payer_names on upper(edited_rules.payer_name) = payer_names.payer_key
    qualify
        row_number() over (
            partition by payer_names.payer_name, edited_rules.carc_code
            order by
                edited_rules.payer_name = payer_names.payer_name desc, edited_rules.payer_name
        ) = 1
)

select
    payers.payer_name,
    all_codes.carc_code,
    coalesce(carc.reason_label, 'Not in the reference list') as reason_label,
    coalesce(
        payer_rules.category, team_rules.category, carc.category, 'Unknown code'
    ) as category,
    coalesce(payer_rules.owner, team_rules.owner, carc.owner, 'Billing') as owner,
    coalesce(
        payer_rules.usual_fix, team_rules.usual_fix, carc.usual_fix,
        'Look the code up and add it to the definitions'
    ) as usual_fix,
    coalesce(payer_rules.preventable, team_rules.preventable, carc.preventable, 'n')
        as preventable,
    coalesce(payer_rules.is_denial, team_rules.is_denial, carc.is_denial, 'n') = 'y' as is_denial,
    coalesce(carc.is_cost_share, 'n') = 'y' as is_cost_share,
    -- A category the team chose is not refined by remarks any more.
    coalesce(carc.is_umbrella, 'n') = 'y'
    and payer_rules.category is null
    and team_rules.category is null as is_umbrella,
    coalesce(carc.is_not_final, 'n') = 'y' as is_not_final,
    coalesce(carc.resolution, 'none') as resolution,
    payer_rules.carc_code is null and team_rules.carc_code is null as is_default,
from payers
cross join all_codes
left join reference.carc on all_codes.carc_code = carc.carc_code
left join rules_of_payers as payer_rules
    on
        all_codes.carc_code = payer_rules.carc_code
        and payers.payer_name = payer_rules.payer_name
left join reference.edited_rules as team_rules
    on all_codes.carc_code = team_rules.carc_code and team_rules.payer_name = '';

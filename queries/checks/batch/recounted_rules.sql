-- What a reason means for a payer: the list that came with us, with the team's own rows on top.
-- grain: one row per payer and CARC that a team changed, or that the list has
with names as (
    select payer_name, upper(payer_name) as payer_key from marts.payers
    union
    select payer_name, upper(payer_name_as_given) as payer_key from marts.payers
),

-- A row for the payer under any of its names wins over a row for all payers.
edits as (
    select
        coalesce(names.payer_name, '') as payer_name,
        edited_rules.carc_code,
        edited_rules.is_denial,
        edited_rules.category,
        edited_rules.payer_name != coalesce(names.payer_name, '') as is_under_other_name,
        edited_rules.payer_name as edited_payer_name,
    from reference.edited_rules
    left join names on upper(edited_rules.payer_name) = names.payer_key
    where edited_rules.payer_name = '' or names.payer_name is not null
),

chosen_edits as (
    select
        payer_name,
        carc_code,
        first(is_denial order by is_under_other_name, edited_payer_name) as is_denial,
        first(category order by is_under_other_name, edited_payer_name) as category,
    from edits
    group by payer_name, carc_code
),

codes as (
    select carc_code from reference.carc
    union
    select carc_code from chosen_edits
)

select
    payers.payer_name,
    codes.carc_code,
    coalesce(own.is_denial, team.is_denial, carc.is_denial, 'n') = 'y' as is_denial,
    coalesce(carc.is_cost_share = 'y', false) as is_cost_share,
    coalesce(carc.is_not_final = 'y', false) as is_not_final,
    coalesce(carc.is_umbrella = 'y', false)
    and own.category is null
    and team.category is null as is_umbrella,
    coalesce(own.category, team.category, carc.category, 'Unknown code') as category,
from (select distinct recounted_claims.payer_name from temp.recounted_claims) as payers
cross join codes
left join reference.carc on codes.carc_code = carc.carc_code
left join chosen_edits as own
    on codes.carc_code = own.carc_code and payers.payer_name = own.payer_name
left join chosen_edits as team on codes.carc_code = team.carc_code and team.payer_name = ''

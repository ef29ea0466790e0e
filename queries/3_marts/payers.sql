-- A payer, under the one name the team knows it by.
-- grain: one row per name a payer was given in a file
--
-- Names that differ only in case or spacing are one payer; aliases the team typed join the rest,
-- and the team's spelling wins over the files'.
with names as (
    select distinct
        coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
        upper(coalesce(payer_name_as_given, payer_id, 'Payer not named')) as payer_key,
    from staging.remittances
),

spellings as (
    select
        payer_key,
        min(payer_name_as_given) as payer_name,
    from names
    group by payer_key
),

aliases as (
    select
        upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g'))) as payer_key,
        min(payer_name) as payer_name,
    from reference.payer_aliases
    group by upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g')))
),

settled_names as (
    select
        names.payer_name_as_given,
        coalesce(aliases.payer_name, spellings.payer_name) as payer_name,
        aliases.payer_name is not null as is_by_team,
    from names
    inner join spellings on names.payer_key = spellings.payer_key
    left join aliases on names.payer_key = aliases.payer_key
)

select
    payer_name_as_given,
    first_value(payer_name) over (
        partition by upper(payer_name)
        order by is_by_team desc, payer_name
    ) as payer_name,
from settled_names;

comment on column marts.payers.payer_name_as_given is 'Name as the file gives it (835 N1*PR).';
comment on column marts.payers.payer_name is 'Name the team knows the payer by.';

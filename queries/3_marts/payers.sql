-- A payer, under the one name the team knows it by.
-- grain: one row per name a payer was given in a file
--
-- Names that differ only in case or spacing are one payer; aliases the team typed join the rest.
with names as (
    select
        coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
        upper(coalesce(payer_name_as_given, payer_id, 'Payer not named')) as payer_key,
    from staging.remittances
    group by payer_name_as_given, payer_id
),

spellings as (
    select
        payer_key,
        min(payer_name_as_given) as payer_name,
    from names
    group by payer_key
)

select distinct
    names.payer_name_as_given,
    coalesce(payer_aliases.payer_name, spellings.payer_name) as payer_name,
from names
inner join spellings on names.payer_key = spellings.payer_key
left join reference.payer_aliases
    on names.payer_key = upper(payer_aliases.payer_name_as_given);

comment on column marts.payers.payer_name_as_given is 'Name as the file gives it (835 N1*PR).';
comment on column marts.payers.payer_name is 'Name the team knows the payer by.';

-- Who bills, by tax ID, NPI and name in the files, and the client it is: what the team calls it.
-- grain: one row per tax ID, NPI and name of a billing provider or payee in a file
-- scope: store
--
-- The team names pairs of tax ID and NPI (reference.client_names). A file that leaves out one of the
-- two goes by the name of the pair that has the other. Without a name of the team it is the file's.
with given as (
    select
        coalesce(tax_id, '') as tax_id,
        coalesce(billing_provider_npi, '') as npi,
        staging.client_name_as_given(
            billing_provider_name,
            coalesce(entity_type_code = '1', false),
            billing_provider_npi,
            tax_id
        ) as client_name_as_given,
    from staging.billing_providers
    union
    select
        coalesce(payee_tax_id, '') as tax_id,
        coalesce(payee_npi, '') as npi,
        staging.client_name_as_given(payee_name, false, payee_npi, payee_tax_id)
            as client_name_as_given,
    from staging.remittances
),

named as (
    select
        given.tax_id,
        given.npi,
        given.client_name_as_given,
        min(client_names.client_name) as client_name,
    from given
    inner join reference.client_names
        on
            coalesce(nullif(given.npi, '') = nullif(client_names.npi, ''), true)
            and coalesce(nullif(given.tax_id, '') = nullif(client_names.tax_id, ''), true)
            and (
                coalesce(nullif(given.npi, '') = client_names.npi, false)
                or coalesce(nullif(given.tax_id, '') = client_names.tax_id, false)
            )
    group by given.tax_id, given.npi, given.client_name_as_given
)

select
    given.tax_id,
    given.npi,
    given.client_name_as_given,
    coalesce(named.client_name, given.client_name_as_given) as client_name,
    named.client_name is not null as is_named_by_team,
from given
left join named
    on
        given.tax_id = named.tax_id
        and given.npi = named.npi
        and given.client_name_as_given = named.client_name_as_given;

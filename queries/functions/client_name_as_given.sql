-- What a client is called where the team gives it no name: as the file does, else by its NPI.
--
-- A person who bills (entity type 1) goes by the NPI: only names of organizations are told.
create or replace macro staging.client_name_as_given(provider_name, is_person, npi, tax_id) as (
    coalesce(
        case
            when not is_person
                then nullif(trim(regexp_replace(provider_name, '\s+', ' ', 'g')), '')
        end,
        nullif(trim(npi), ''),
        nullif(trim(tax_id), ''),
        'Not stated'
    )
)

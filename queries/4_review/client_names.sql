-- Which clients are there, by tax ID, NPI and name in the files, and what does the team call them?
-- grain: one row per tax ID, NPI and name of a billing provider or payee in a file
select
    client_name,
    client_name_as_given,
    tax_id,
    npi,
    is_named_by_team,
from marts.clients
order by client_name, tax_id, npi, client_name_as_given

-- A service that is outside the claim and line it belongs to, and so in no other table.
-- grain: one row per LX segment outside claims, and per loop with a service too many
-- ids: set_id
select
    file_id,
    transaction_set_number,
    segment_number,
    case
        when opened_by = 'CLM' then 'SV without LX'
        when claim_number = 0 then 'LX without CLM'
        else 'two SV in one LX'
    end as found,
from temp.claim_837_loops
where
    (opened_by = 'LX' and claim_number = 0)
    or (opened_by = 'CLM' and regexp_matches(body, chr(30) || 'SV[123]' || chr(29)))
    or (
        opened_by = 'LX'
        and regexp_matches(
            body,
            chr(30) || 'SV[123]' || chr(29) || '.*' || chr(30) || 'SV[123]' || chr(29),
            's'
        )
    )

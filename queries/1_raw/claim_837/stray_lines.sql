-- A service line that stands under no claim, or a service of a claim that has no line (LX).
-- grain: one row per LX segment outside claims, and per claim with services outside lines
select
    file_id,
    transaction_set_number,
    segment_number,
    case when opened_by = 'LX' then 'LX without CLM' else 'SV without LX' end as found,
from temp.claim_837_loops
where
    (opened_by = 'LX' and claim_number = 0)
    or (
        opened_by = 'CLM'
        and regexp_matches(body, chr(30) || 'SV[123]' || chr(29))
    )

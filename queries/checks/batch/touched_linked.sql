-- The claims a check looks at: those a load brought something of or an edit decides otherwise; else all.
-- grain: one row per claim
-- param load_number: the load whose files count; null for everything loaded
select distinct linked_claim_id
from marts.linked_claims
where
    $load_number is null
    or file_id in (
        select files.file_id
        from raw.files
        where files.load_number = $load_number and files.status = 'loaded'
    )
    or claim_id in (select judged_claims.claim_id from temp.judged_claims)

-- Whether a claim of a remittance may be loaded twice.
-- grain: one row where it may; none where nothing need be looked at
-- param load_number: the load whose files count; null for everything loaded
select shared_number
from intake.alike_remittances(
    case
        when $load_number is not null and not exists (from temp.judged_claims)
            then (
                select coalesce(list(files.file_id), [])
                from raw.files
                where files.load_number = $load_number and files.status = 'loaded'
            )
    end
)

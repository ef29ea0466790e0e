-- A claim that is loaded again with its remittance.
-- grain: one row per such claim of the remittances a check looks at
-- needs: temp.alike_remittances
-- param load_number: the load whose files count; null for everything loaded
select
    file_id,
    transaction_set_number,
    claim_number,
    repeat_kind,
    charge_amount,
from intake.repeated_claims(
    []::varchar[],
    true,
    case
        when $load_number is not null and not exists (from temp.judged_claims)
            then (
                select coalesce(list(files.file_id), [])
                from raw.files
                where files.load_number = $load_number and files.status = 'loaded'
            )
    end
)

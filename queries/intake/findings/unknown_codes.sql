-- Which codes of a file are in no list we have?
-- grain: one row per transaction set and code, at its first place
with used_codes as (
    select
        file_id,
        transaction_set_number,
        segment_number,
        'group' as kind,
        coalesce(group_code, '') as code,
    from staging.adjustments
    where
        file_id in (select file_id from temp.files_in_hand)
        -- Extracts mostly leave groups out; who bears an amount is then unknown, and nothing odd.
        and not (group_code = '' and file_id in (select file_id from raw.csv_remittances))
    union all
    select
        file_id,
        transaction_set_number,
        segment_number,
        'reason' as kind,
        coalesce(carc_code, '') as code,
    from staging.adjustments
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'claim status' as kind,
        coalesce(claim_status_code, '') as code,
    from staging.remitted_claims
    where file_id in (select file_id from temp.files_in_hand)
),

known_codes as (
    select 'group' as kind, group_code as code from reference.group_codes
    union all
    select 'reason' as kind, carc_code as code from reference.carc
    union all
    select 'claim status' as kind, claim_status_code as code from reference.claim_statuses
)

select
    used_codes.file_id,
    used_codes.transaction_set_number,
    min(used_codes.segment_number) as segment_number,
    'unknown_' || replace(used_codes.kind, ' ', '_') as finding_code,
    used_codes.code as found,
    'a code of the published list' as expected,
    'The ' || used_codes.kind || ' code '
    || case when used_codes.kind = 'reason' then '(CARC) ' else '' end
    || case when used_codes.code = '' then 'is missing' else 'is in no list we have' end
    || '; it counts as no denial until the definitions say so.' as message,
from used_codes
left join known_codes
    on used_codes.kind = known_codes.kind and used_codes.code = known_codes.code
where known_codes.code is null
group by used_codes.file_id, used_codes.transaction_set_number, used_codes.kind, used_codes.code

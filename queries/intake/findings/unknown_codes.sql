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
    'unknown_' || replace(used_codes.kind, ' ', '_') as finding_key,
    -- What has not even the form of a code may be a patient's, in a damaged file.
    case
        when
            regexp_full_match(
                used_codes.code,
                case used_codes.kind
                    when 'group' then '[A-Z]{2}'
                    when 'reason' then '[A-Z]{0,2}[0-9]{1,3}'
                    else '[0-9]{1,2}'
                end
            )
            then used_codes.code
        else raw.shape_of(used_codes.code)
    end as found,
    'a code of the published list' as expected,
    'The ' || used_codes.kind || ' code '
    || case when used_codes.kind = 'reason' then '(CARC) ' else '' end
    || case when used_codes.code = '' then 'is missing' else 'is in no list we have' end
    -- Whether an amount counts is told by its reason, in any group and with any claim status.
    || case used_codes.kind
        when 'reason' then '; it counts as no denial until the definitions say so.'
        when 'group'
            then '; its amounts count by their reasons, and none as the patient''s share.'
        else '; the claim is read as one that a primary payer answered.'
    end as message,
from used_codes
left join known_codes
    on used_codes.kind = known_codes.kind and used_codes.code = known_codes.code
where known_codes.code is null
group by used_codes.file_id, used_codes.transaction_set_number, used_codes.kind, used_codes.code

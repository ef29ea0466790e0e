-- What goes by these words: a payer, provider, reason, remark, procedure, modifier, category or claim?
-- grain: one row per thing found
-- param words: what is looked for, in any case: each must begin a word of the code or the label; and
--     a claim's control number must begin with the whole (3 characters or more)
-- param row_limit: how many of a kind at most, the best first; null for 5
--
-- Codes that begin with the words come first, then labels that do, then what is said most often.
-- One file: things of all kinds are ranked together.
-- Patients are never looked through: neither their names nor their member ids.
with sought as (
    select lower(trim($words::varchar)) as words
    where trim($words::varchar) != ''
),

single_words as (
    select distinct unnest(string_split(words, ' ')) as word
    from sought
),

-- Every list here is short: what the filters choose from, and the reference lists.
entries as (
    select
        choice_kind as found_kind,
        value as found_code,
        label as found_label,
        line_count,
    from marts.filter_choices
    where value != '' and choice_kind != 'remark'
    union all
    select
        'definition' as found_kind,
        carc_code as found_code,
        carc_code || ' ' || reason_label as found_label,
        0 as line_count,
    from marts.reasons
    union all
    select
        'remark' as found_kind,
        remark_code as found_code,
        remark_code || ' ' || remark_label as found_label,
        remark_count as line_count,
    from marts.remark_codes
),

-- Words are found by how they begin: 25 is a modifier, not a part of 85025.
matched as (
    select *
    from entries
    where
        exists (select 1 from sought)
        and not exists (
            select 1
            from single_words
            where
                not contains(
                    ' ' || translate(lower(entries.found_label), '/-(,', '    '),
                    ' ' || single_words.word
                )
        )
),

-- The end of a range of text: no character comes after this one.
claim_mentions as (
    select
        patient_control_number,
        payer_name,
    from marts.control_numbers
    where
        length(trim($words::varchar)) >= 3
        and patient_control_number >= trim($words::varchar)
        and patient_control_number < trim($words::varchar) || chr(1114111)
    union
    select
        patient_control_number,
        payer_name,
    from marts.control_numbers
    where
        length(trim($words::varchar)) >= 3
        and patient_control_number >= upper(trim($words::varchar))
        and patient_control_number < upper(trim($words::varchar)) || chr(1114111)
),

found as (
    select
        matched.found_kind,
        matched.found_code,
        null::varchar as patient_control_number,
        null::varchar as payer_name,
        matched.found_label,
        matched.line_count,
        case
            when lower(matched.found_code) = sought.words then 0
            when starts_with(lower(matched.found_code), sought.words) then 1
            when starts_with(lower(matched.found_label), sought.words) then 2
            else 3
        end as match_rank,
    from matched
    cross join sought
    union all
    select
        'claim' as found_kind,
        null::varchar as found_code,
        claim_mentions.patient_control_number,
        claim_mentions.payer_name,
        claim_mentions.patient_control_number || ' · ' || claim_mentions.payer_name as found_label,
        null::bigint as line_count,
        case
            when lower(claim_mentions.patient_control_number) = sought.words then 0 else 1
        end as match_rank,
    from claim_mentions
    cross join sought
),

placed as (
    select
        *,
        row_number() over (
            partition by found_kind
            order by match_rank, line_count desc, found_label, found_code
        ) as place,
    from found
),

kept as (
    select *
    from placed
    where place <= coalesce($row_limit::bigint, 5)
),

-- A control number used again is of several claims: the newest is the one to open.
told_numbers as (
    select
        patient_control_number,
        payer_name,
        max(linked_claim_id) as linked_claim_id,
    from (
        select
            remitted_claims.patient_control_number,
            remitted_claims.payer_name,
            linked_claims.linked_claim_id,
        from marts.remitted_claims
        inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
        where
            remitted_claims.patient_control_number in (select patient_control_number from kept)
        union all
        select
            patient_control_number,
            payer_name,
            linked_claim_id,
        from marts.submitted_claims
        where patient_control_number in (select patient_control_number from kept)
    ) as told
    group by patient_control_number, payer_name
)

select
    kept.found_kind,
    kept.found_code,
    kept.patient_control_number,
    kept.payer_name,
    kept.found_label,
    case
        when claims.is_voided then 'voided'
        when claims.open_amount > 0 then 'denied, open'
        when claims.is_denied then 'denied, answered again'
        when claims.is_answered then 'paid'
        when claims.is_to_resubmit then 'rejected'
        when claims.linked_claim_id is not null then 'no answer yet'
    end as claim_status,
    kept.line_count,
    kept.match_rank,
    told_numbers.linked_claim_id,
    claims.charge_amount,
    claims.service_date,
from kept
left join told_numbers
    on
        kept.patient_control_number = told_numbers.patient_control_number
        and kept.payer_name = told_numbers.payer_name
left join marts.claims on told_numbers.linked_claim_id = claims.linked_claim_id
order by kept.match_rank, kept.found_kind, kept.place

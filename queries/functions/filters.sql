-- What the filters of a review are in SQL, and which claims, lines and denials each of them keeps.
--
-- The other half of FILTERS in analytics/vocabulary.py: a filter is a field of the struct and a
-- condition here, nowhere else. The conditions are on the columns of whatever is asked: they need
-- those they name. Null chooses all.
create or replace macro review.whose_is_chosen(filters) as (
    review.is_chosen((filters).payers, payer_name)
    and review.is_chosen((filters).clients, client_name)
);

create or replace macro review.claim_is_chosen(filters) as (
    review.whose_is_chosen(filters)
    and review.is_chosen((filters).providers, provider_name)
    and review.is_chosen((filters).lines_of_business, line_of_business)
    and review.is_chosen((filters).places_of_service, place_of_service_code)
    and review.is_chosen((filters).claim_kinds, coalesce(claim_kind, 'Not stated'))
);

-- Lines, by what their claim and they themselves are.
create or replace macro review.line_is_chosen(filters) as (
    review.claim_is_chosen(filters)
    and review.is_chosen((filters).procedures, procedure_code)
    and (
        (filters).modifiers is null
        or review.has_modifier(modifier_codes, (filters).modifiers)
    )
    and review.is_chosen((filters).diagnosis_chapters, diagnosis_chapter)
);

-- Lines, by their first answer, too: of the first payer and counted for itself unless more is asked
-- for, and in weeks of answers or of service. Each kind of week is a condition of its own, so that
-- old ones are not read.
create or replace macro review.first_answer_is_chosen(filters, is_apart) as (
    ((filters).include_secondary or not is_secondary)
    and ((filters).include_duplicates or not (is_apart))
    and case when (filters).date_basis = 'service' then true
        else
            review.is_in_weeks(filters, remit_week)
    end
    and case when (filters).date_basis != 'service' then true
        else
            review.is_in_weeks(filters, service_week)
    end
    and review.line_is_chosen(filters)
);

-- Denials, by their reason: it narrows what is denied, never the lines it is divided by.
create or replace macro review.reason_is_chosen(filters) as (
    review.is_chosen((filters).categories, category)
    and review.is_chosen((filters).carcs, carc_code)
    and ((filters).remarks is null or list_has_any(remark_codes, (filters).remarks))
);

-- Claims as such, of whichever of their lines.
create or replace macro review.claim_has_chosen_line(filters) as (
    review.claim_is_chosen(filters)
    and (
        (filters).procedures is null
        or list_has_any(procedure_codes, (filters).procedures)
    )
    and (
        (filters).modifiers is null
        or review.has_modifier(modifier_codes, (filters).modifiers)
    )
    and (
        (filters).diagnosis_chapters is null
        or list_has_any(diagnosis_chapters, (filters).diagnosis_chapters)
    )
);

-- Claims as such, by the reasons of their initial denials.
create or replace macro review.claim_has_chosen_reason(filters) as (
    ((filters).carcs is null or list_has_any(carc_codes, (filters).carcs))
    and ((filters).categories is null or list_has_any(categories, (filters).categories))
    and ((filters).remarks is null or list_has_any(remark_codes, (filters).remarks))
);

-- Whether all lines of a claim are kept or left together: no filter chooses among them.
create or replace macro review.keeps_claims_whole(filters) as (
    (filters).procedures is null
    and (filters).modifiers is null
    and (filters).diagnosis_chapters is null
);

-- Whether the sums of weeks (marts.denial_weeks) know every filter that is set: not what only lines
-- say, and no weeks but those of remittances.
create or replace macro review.are_told_by_weeks(filters) as (
    coalesce((filters).date_basis = 'remit', false)
    and (filters).providers is null
    and (filters).places_of_service is null
    and (filters).procedures is null
    and (filters).diagnosis_chapters is null
    and (filters).remarks is null
);

-- The sums of weeks, with the columns that only lines have: empty, and asked by no filter that is set.
create or replace macro review.sums_of_weeks() as table (
    select
        *,
        case when modifier_set != '' then string_split(modifier_set, ' ') end as modifier_codes,
        null::varchar as provider_name,
        null::varchar as place_of_service_code,
        null::varchar as procedure_code,
        null::varchar as diagnosis_chapter,
        null::varchar[] as remark_codes,
    from marts.denial_weeks
);

-- The filters with their types, however few of them are given and however empty; of an action they
-- are kept as text.
create or replace macro review.typed_filters(filters) as (
    json_transform(
        to_json(filters),
        '{
            "first_week": "date",
            "last_week": "date",
            "date_basis": "varchar",
            "payers": ["varchar"],
            "categories": ["varchar"],
            "carcs": ["varchar"],
            "modifiers": ["varchar"],
            "procedures": ["varchar"],
            "providers": ["varchar"],
            "lines_of_business": ["varchar"],
            "places_of_service": ["varchar"],
            "claim_kinds": ["varchar"],
            "clients": ["varchar"],
            "diagnosis_chapters": ["varchar"],
            "remarks": ["varchar"],
            "include_secondary": "boolean",
            "include_duplicates": "boolean",
            "include_patient": "boolean"
        }'
    )
);

-- Filters by what a claim is alone: none by its lines or reasons, nor by weeks.
create or replace macro review.filters_of_claims(filters) as (
    struct_update(
        review.typed_filters(filters),
        first_week := null::date,
        last_week := null::date,
        date_basis := 'remit',
        categories := null::varchar[],
        carcs := null::varchar[],
        modifiers := null::varchar[],
        procedures := null::varchar[],
        diagnosis_chapters := null::varchar[],
        remarks := null::varchar[]
    )
);

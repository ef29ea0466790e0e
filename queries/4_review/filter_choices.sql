-- What can the filters choose from?
-- grain: one row per filter and value
-- param filters: of it, the clients: only what their lines and claims have; null for all
--
-- What is counted beside each value is of all that is loaded: its place in the list.
with lines as (
    select
        *,
        case when array_length(modifier_codes) > 0 then modifier_codes else [''] end
            as modifiers,
    from marts.line_outcomes
    where ($filters).clients is not null and review.whose_is_chosen($filters)
),

claims as (
    select *
    from marts.claims
    where ($filters).clients is not null and review.whose_is_chosen($filters)
),

theirs as (
    select distinct
        unnest(
            [
                { 'choice_kind': 'payer', 'value': payer_name },
                { 'choice_kind': 'provider', 'value': provider_name },
                { 'choice_kind': 'procedure', 'value': procedure_code },
                { 'choice_kind': 'line_of_business', 'value': line_of_business },
                { 'choice_kind': 'place_of_service', 'value': place_of_service_code },
                { 'choice_kind': 'claim_kind', 'value': claim_kind },
                { 'choice_kind': 'client', 'value': client_name },
                { 'choice_kind': 'diagnosis_chapter', 'value': diagnosis_chapter },
                { 'choice_kind': 'category', 'value': category },
                { 'choice_kind': 'carc', 'value': carc_code }
            ]
            || list_transform(modifiers, lambda code: { 'choice_kind': 'modifier', 'value': code })
            || list_transform(
                remark_codes, lambda code: { 'choice_kind': 'remark', 'value': code }
            ),
            recursive := true
        )
    from lines
    union
    select distinct
        unnest(
            [
                { 'choice_kind': 'payer', 'value': payer_name },
                { 'choice_kind': 'provider', 'value': provider_name },
                { 'choice_kind': 'client', 'value': client_name }
            ],
            recursive := true
        )
    from claims
)

select
    choice_kind,
    value,
    label,
    line_count,
from marts.filter_choices
where
    ($filters).clients is null
    or (choice_kind, value) in (select (theirs.choice_kind, theirs.value) from theirs)
order by choice_kind, line_count desc, value

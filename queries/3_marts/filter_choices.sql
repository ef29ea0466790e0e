-- A value the filters can choose, counted once for all: the lists stand on every page.
-- grain: one row per filter and value
-- scope: store
with choices as (
    select 'payer' as choice_kind, payer_name as value, count(*) as line_count
    from marts.line_outcomes
    group by payer_name
    union all
    select 'provider' as choice_kind, provider_name as value, count(*) as line_count
    from marts.line_outcomes
    group by provider_name
    union all
    -- Payers and providers of claims that have no line here: refused ones known by a 277CA alone.
    select distinct 'payer' as choice_kind, payer_name as value, 0 as line_count
    from marts.claims
    where
        payer_name not in (
            select line_outcomes.payer_name
            from marts.line_outcomes
            where line_outcomes.payer_name is not null
        )
    union all
    select distinct 'provider' as choice_kind, provider_name as value, 0 as line_count
    from marts.claims
    where
        provider_name not in (
            select line_outcomes.provider_name
            from marts.line_outcomes
            where line_outcomes.provider_name is not null
        )
    union all
    select 'procedure' as choice_kind, procedure_code as value, count(*) as line_count
    from marts.line_outcomes
    group by procedure_code
    union all
    select 'line_of_business' as choice_kind, line_of_business as value, count(*) as line_count
    from marts.line_outcomes
    group by line_of_business
    union all
    select 'category' as choice_kind, category as value, count(*) as line_count
    from marts.line_outcomes
    where is_denied
    group by category
    union all
    select 'carc' as choice_kind, carc_code as value, count(*) as line_count
    from marts.line_outcomes
    where is_denied
    group by carc_code
    union all
    select 'modifier' as choice_kind, modifier_code as value, count(*) as line_count
    from (
        select
            unnest(
                case
                    when array_length(modifier_codes) > 0 then list_distinct(modifier_codes)
                    else ['']
                end
            ) as modifier_code,
        from marts.line_outcomes
    ) as modified_lines
    group by modifier_code
)

select
    choices.choice_kind,
    choices.value,
    case
        when choices.choice_kind = 'carc' then choices.value || ' ' || reasons.reason_label
        when choices.choice_kind = 'modifier' and choices.value = '' then 'No modifier'
        when choices.choice_kind = 'modifier'
            then choices.value || ' ' || coalesce(modifiers.modifier_label, '')
        else choices.value
    end as label,
    choices.line_count,
from choices
left join marts.reasons
    on choices.choice_kind = 'carc' and choices.value = reasons.carc_code
left join marts.modifiers
    on choices.choice_kind = 'modifier' and choices.value = modifiers.modifier_code
where choices.value is not null;

comment on column marts.filter_choices.choice_kind is 'Which filter: payer, category, carc, modifier, …';
comment on column marts.filter_choices.value is 'What it chooses.';
comment on column marts.filter_choices.label is 'How the choice is shown.';
comment on column marts.filter_choices.line_count is 'Lines that have it; denied ones for reasons and categories.';

-- A value the filters can choose, counted once for all: the lists stand on every page.
-- grain: one row per filter and value
-- scope: store
select
    choices.choice_kind,
    choices.value,
    case
        when choices.choice_kind = 'carc' then choices.value || ' ' || reasons.reason_label
        when choices.choice_kind = 'modifier' and choices.value = '' then 'No modifier'
        when choices.choice_kind = 'modifier'
            then choices.value || ' ' || coalesce(modifiers.modifier_label, '')
        when choices.choice_kind = 'place_of_service'
            then rtrim(choices.value || ' ' || coalesce(places.place_of_service_label, ''))
        when choices.choice_kind = 'remark'
            then rtrim(choices.value || ' ' || coalesce(rarc.remark_label, ''))
        else choices.value
    end as label,
    choices.line_count,
from marts.choice_counts as choices
left join marts.reasons
    on choices.choice_kind = 'carc' and choices.value = reasons.carc_code
left join marts.modifiers
    on choices.choice_kind = 'modifier' and choices.value = modifiers.modifier_code
left join reference.places_of_service as places
    on choices.choice_kind = 'place_of_service' and choices.value = places.place_of_service_code
left join reference.rarc
    on choices.choice_kind = 'remark' and choices.value = rarc.remark_code;

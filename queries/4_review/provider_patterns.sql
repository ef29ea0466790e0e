-- Which denials does a provider have more often than others for the same service?
-- grain: one row per provider, procedure, set of modifiers and primary reason that denied a line
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters); its providers
--     would narrow the others, too: leave them out and say provider instead
-- param provider: only this provider, against all others; null for every provider
-- param row_limit: how many rows at most, most denied dollars first; null for all
--
-- Denials tell which rows are shown; adjudicated lines are counted for the services of these alone.
with denials as (
    select
        provider_name,
        procedure_code,
        modifier_set,
        carc_code,
        review.category_of_lines(min(category), max(category)) as category,
        review.category_of_lines(min(owner), max(owner)) as owner,
        count(*) as denied_line_count,
        sum(denied_amount) as denied_amount,
        sum(open_amount) as open_amount,
    from review.denials_in_view($filters)
    where procedure_code is not null
    group by provider_name, procedure_code, modifier_set, carc_code
),

denials_of_all as (
    select
        procedure_code,
        modifier_set,
        carc_code,
        sum(denied_line_count) as line_count,
    from denials
    group by procedure_code, modifier_set, carc_code
),

shown as materialized (
    select
        denials.*,
        reasons.reason_label,
        reasons.usual_fix,
    from denials
    inner join marts.reasons on denials.carc_code = reasons.carc_code
    where $provider::varchar is null or denials.provider_name = $provider::varchar
    order by
        denials.denied_amount desc,
        denials.provider_name,
        denials.procedure_code,
        denials.modifier_set,
        denials.carc_code
    limit coalesce($row_limit::bigint, 9223372036854775807)
),

services as (
    select
        lines.provider_name,
        lines.procedure_code,
        lines.modifier_set,
        count(*) as adjudicated_line_count,
    from review.lines_in_view($filters) as lines
    semi join shown
        on lines.procedure_code = shown.procedure_code and lines.modifier_set = shown.modifier_set
    group by lines.provider_name, lines.procedure_code, lines.modifier_set
),

services_of_all as (
    select
        procedure_code,
        modifier_set,
        sum(adjudicated_line_count) as line_count,
    from services
    group by procedure_code, modifier_set
)

select
    shown.provider_name,
    shown.procedure_code,
    shown.modifier_set as modifier_codes,
    shown.carc_code,
    shown.reason_label,
    shown.category,
    shown.owner,
    shown.usual_fix,
    shown.denied_line_count,
    services.adjudicated_line_count,
    (denials_of_all.line_count - shown.denied_line_count)::bigint as other_denied_line_count,
    (services_of_all.line_count - services.adjudicated_line_count)::bigint
        as other_adjudicated_line_count,
    shown.denied_amount,
    shown.open_amount,
from shown
inner join services
    on
        coalesce(shown.provider_name, '') = coalesce(services.provider_name, '')
        and shown.procedure_code = services.procedure_code
        and shown.modifier_set = services.modifier_set
inner join services_of_all
    on
        shown.procedure_code = services_of_all.procedure_code
        and shown.modifier_set = services_of_all.modifier_set
inner join denials_of_all
    on
        shown.procedure_code = denials_of_all.procedure_code
        and shown.modifier_set = denials_of_all.modifier_set
        and shown.carc_code = denials_of_all.carc_code
order by
    shown.denied_amount desc,
    shown.provider_name,
    shown.procedure_code,
    shown.modifier_set,
    shown.carc_code

-- Are lines with a modifier denied more than the same procedures without it, payer by payer alike?
-- grain: one row per modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- "Without" are the lines of the same payers and procedures that do not carry the modifier.
with lines_per_set as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        count(*) as line_count,
        count(*) filter (where is_denied) as denied_line_count,
        sum(denied_amount) as denied_amount,
    from review.lines_in_view($filters)
    group by payer_name, procedure_code, modifier_set
),

cells as (
    select
        payer_name,
        procedure_code,
        sum(line_count) as line_count,
        sum(denied_line_count) as denied_line_count,
    from lines_per_set
    group by payer_name, procedure_code
),

sets_per_modifier as (
    select
        *,
        unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
    from lines_per_set
    where modifier_set != ''
),

modified_cells as (
    select
        modifier_code,
        payer_name,
        procedure_code,
        sum(line_count) as line_count,
        sum(denied_line_count) as denied_line_count,
        sum(denied_amount) as denied_amount,
    from sets_per_modifier
    group by modifier_code, payer_name, procedure_code
),

compared as (
    select
        modified_cells.modifier_code,
        sum(modified_cells.line_count)::bigint as with_adjudicated_line_count,
        sum(modified_cells.denied_line_count)::bigint as with_denied_line_count,
        sum(cells.line_count - modified_cells.line_count)::bigint
            as without_adjudicated_line_count,
        sum(cells.denied_line_count - modified_cells.denied_line_count)::bigint
            as without_denied_line_count,
        sum(modified_cells.denied_amount) as with_denied_amount,
    from modified_cells
    inner join cells
        on
            modified_cells.payer_name = cells.payer_name
            and modified_cells.procedure_code = cells.procedure_code
    group by modified_cells.modifier_code
)

select
    compared.modifier_code,
    coalesce(modifiers.modifier_label, 'Not in the reference list') as modifier_label,
    compared.with_adjudicated_line_count,
    compared.with_denied_line_count,
    compared.without_adjudicated_line_count,
    compared.without_denied_line_count,
    compared.with_denied_amount,
from compared
left join marts.modifiers on compared.modifier_code = modifiers.modifier_code
order by compared.with_adjudicated_line_count desc, compared.modifier_code

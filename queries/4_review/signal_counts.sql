-- How many lines, and how many denied, had each combination that signals look at, week by week?
-- grain: one row per combination (CARC with any of payer, procedure, modifier) and remit week with
--     lines
-- param filters: what the review looks at; its weeks bound what is counted
--
-- Combinations are every CARC x every subset of {payer, procedure, modifier}; a null is all of them.
-- A line with two modifiers stands under both, a line without any under the empty one.
-- Two combinations of the very same lines (a payer with one procedure only) are one: each is
-- described by all that its lines have in common, and equal descriptions are merged.
-- Fewer than 4 denials in all weeks counted can never stand out (3 more than expected are asked
-- for), so such combinations have no rows; tried_combination_count counts them all the same.
-- Weeks of payers that are not healthy (data_health) count nowhere.
-- lines_per_claim: lines of a claim are denied together, so four lines of one claim are one thing that
-- happened, not four. With c lines denied in a claim it is sum(c^2) / sum(c): 1 where each is a claim
-- of its own.
with answered_lines as (
    select
        lines.chain_number,
        lines.payer_name,
        lines.procedure_code,
        lines.modifier_set,
        lines.remit_week,
        case when lines.is_denied then lines.carc_code else '' end as carc_code,
    from review.lines_in_view($filters) as lines
    inner join marts.payer_weeks
        on
            lines.payer_name = payer_weeks.payer_name
            and lines.remit_week = payer_weeks.remit_week
    where payer_weeks.is_healthy
),

-- An empty carc_code is a line not denied.
cells as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        remit_week,
        carc_code,
        count(*) as line_count,
    from answered_lines
    group by payer_name, procedure_code, modifier_set, remit_week, carc_code
),

cells_by_modifier as (
    select
        *,
        '*' as modifier_code,
    from cells
    union all
    select
        *,
        unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
    from cells
),

-- '*' is all of them, so that combinations can be joined by their parts.
lattice as (
    select
        case when grouping(payer_name) = 1 then '*' else payer_name end as payer_name,
        case when grouping(procedure_code) = 1 then '*' else procedure_code end as procedure_code,
        modifier_code,
        carc_code,
        remit_week,
        sum(line_count)::bigint as line_count,
        min(payer_name) as first_payer,
        max(payer_name) as last_payer,
        min(procedure_code) as first_procedure,
        max(procedure_code) as last_procedure,
        min(modifier_set) as first_modifiers,
        max(modifier_set) as last_modifiers,
    from cells_by_modifier
    group by grouping sets (
        (payer_name, procedure_code, modifier_code, carc_code, remit_week),
        (payer_name, modifier_code, carc_code, remit_week),
        (procedure_code, modifier_code, carc_code, remit_week),
        (modifier_code, carc_code, remit_week)
    )
),

described as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        case when min(first_payer) = max(last_payer) then min(first_payer) else '*' end
            as shared_payer,
        case when min(first_procedure) = max(last_procedure) then min(first_procedure) else '*' end
            as shared_procedure,
        case
            when modifier_code != '*' then modifier_code
            when
                min(first_modifiers) = max(last_modifiers)
                and not contains(min(first_modifiers), ' ')
                then min(first_modifiers)
            else '*'
        end as shared_modifier,
    from lattice
    group by payer_name, procedure_code, modifier_code
),

-- Where lines simply have no modifier, that is nothing to be told of them.
merged as (
    select
        *,
        max(case when modifier_code = '*' then 1 else 0 end) over same_lines = 0
        or shared_modifier != '' as is_modifier_told,
    from described
    window same_lines as (partition by shared_payer, shared_procedure, shared_modifier)
    qualify
        row_number() over (
            partition by shared_payer, shared_procedure, shared_modifier
            order by payer_name, procedure_code, modifier_code
        ) = 1
),

tried as (
    select
        lattice.carc_code,
        lattice.payer_name,
        lattice.procedure_code,
        lattice.modifier_code,
        merged.shared_payer,
        merged.shared_procedure,
        merged.shared_modifier,
        merged.is_modifier_told,
        sum(lattice.line_count) as denied_line_count,
    from lattice
    inner join merged
        on
            lattice.payer_name = merged.payer_name
            and lattice.procedure_code = merged.procedure_code
            and lattice.modifier_code = merged.modifier_code
    where lattice.carc_code != ''
    group by
        lattice.carc_code,
        lattice.payer_name,
        lattice.procedure_code,
        lattice.modifier_code,
        merged.shared_payer,
        merged.shared_procedure,
        merged.shared_modifier,
        merged.is_modifier_told
),

numbered as (
    select
        *,
        row_number() over (
            order by carc_code, payer_name, procedure_code, modifier_code
        ) as combination_number,
        count(*) over () as tried_combination_count,
    from tried
),

combinations as (
    select *
    from numbered
    where denied_line_count >= 4
),

denied_lines as (
    select
        chain_number,
        payer_name,
        procedure_code,
        carc_code,
        unnest(list_append(list_distinct(string_split(modifier_set, ' ')), '*')) as modifier_code,
    from answered_lines
    where carc_code != ''
),

denied_claims as (
    select
        case when grouping(payer_name) = 1 then '*' else payer_name end as payer_name,
        case when grouping(procedure_code) = 1 then '*' else procedure_code end as procedure_code,
        modifier_code,
        carc_code,
        chain_number,
        count(*) as line_count,
    from denied_lines
    group by grouping sets (
        (payer_name, procedure_code, modifier_code, carc_code, chain_number),
        (payer_name, modifier_code, carc_code, chain_number),
        (procedure_code, modifier_code, carc_code, chain_number),
        (modifier_code, carc_code, chain_number)
    )
),

claim_sizes as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        carc_code,
        sum(line_count * line_count)::double / sum(line_count)::double as lines_per_claim,
    from denied_claims
    group by payer_name, procedure_code, modifier_code, carc_code
),

weekly_lines as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        remit_week,
        sum(line_count)::bigint as line_count,
    from lattice
    group by payer_name, procedure_code, modifier_code, remit_week
),

-- A payer that never gives a reason says nothing of how often those who do give it.
payers_of_reasons as (
    select distinct
        carc_code,
        payer_name,
    from cells
    where carc_code != ''
),

reason_weeks as (
    select
        payers_of_reasons.carc_code,
        cells.remit_week,
        sum(cells.line_count)::bigint as line_count,
        (
            sum(case when cells.carc_code = payers_of_reasons.carc_code then cells.line_count end)
        )::bigint as denied_line_count,
    from payers_of_reasons
    inner join cells on payers_of_reasons.payer_name = cells.payer_name
    group by payers_of_reasons.carc_code, cells.remit_week
)

select
    combinations.combination_number,
    combinations.carc_code,
    nullif(combinations.shared_payer, '*') as payer_name,
    nullif(combinations.shared_procedure, '*') as procedure_code,
    nullif(combinations.shared_modifier, '*') as modifier_code,
    combinations.is_modifier_told,
    claim_sizes.lines_per_claim,
    weekly_lines.line_count,
    coalesce(denied.line_count, 0) as denied_line_count,
    combinations.tried_combination_count,
    reason_weeks.line_count as reason_line_count,
    coalesce(reason_weeks.denied_line_count, 0) as reason_denied_line_count,
    weekly_lines.remit_week,
from combinations
inner join weekly_lines
    on
        combinations.payer_name = weekly_lines.payer_name
        and combinations.procedure_code = weekly_lines.procedure_code
        and combinations.modifier_code = weekly_lines.modifier_code
inner join reason_weeks
    on
        combinations.carc_code = reason_weeks.carc_code
        and weekly_lines.remit_week = reason_weeks.remit_week
inner join claim_sizes
    on
        combinations.payer_name = claim_sizes.payer_name
        and combinations.procedure_code = claim_sizes.procedure_code
        and combinations.modifier_code = claim_sizes.modifier_code
        and combinations.carc_code = claim_sizes.carc_code
left join lattice as denied
    on
        combinations.payer_name = denied.payer_name
        and combinations.procedure_code = denied.procedure_code
        and combinations.modifier_code = denied.modifier_code
        and combinations.carc_code = denied.carc_code
        and weekly_lines.remit_week = denied.remit_week
order by combinations.combination_number, weekly_lines.remit_week

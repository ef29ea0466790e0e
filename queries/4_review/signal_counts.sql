-- How many lines, and how many denied, had each combination that signals look at, week by week?
-- grain: one row per combination (CARC with any of payer, procedure, modifier) and remit week with
--     lines
-- param filters: what the review looks at; its weeks bound what is counted
--
-- Combinations are every CARC x every subset of {payer, procedure, modifier}; a null is all of them.
-- A line with two modifiers stands under both, a line without any under the empty one.
-- Two combinations of the very same lines (a payer with one procedure only) are one: the one that
-- says all that its lines have in common. The other is one of its own from the week its lines differ
-- (distinct_from_week), so that what is counted of a week does not change with the weeks after it.
-- Fewer than 4 denials in all weeks counted can never stand out (3 more than expected are asked
-- for), so such combinations have no rows; tried_combination_count counts them all the same, those of
-- the weeks up to that one.
-- Weeks of payers that are not healthy (data_health) count nowhere.
-- denied_square_count: lines of a claim are denied together, so four lines of one claim are one thing
-- that happened, not four. With c lines denied in a claim in the week it is sum(c^2); divided by
-- sum(c) it is 1 where each is a claim of its own.
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

-- Read week by week, so that what two combinations share is known as of each week.
read_on as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        remit_week,
        payer_name != '*' or min(first_payer) over so_far != max(last_payer) over so_far
            as has_own_payer,
        procedure_code != '*'
        or min(first_procedure) over so_far != max(last_procedure) over so_far
            as has_own_procedure,
        modifier_code != '*'
        or min(first_modifiers) over so_far != max(last_modifiers) over so_far
        or contains(min(first_modifiers) over so_far, ' ') as has_own_modifier,
    from (
        select
            payer_name,
            procedure_code,
            modifier_code,
            remit_week,
            min(first_payer) as first_payer,
            max(last_payer) as last_payer,
            min(first_procedure) as first_procedure,
            max(last_procedure) as last_procedure,
            min(first_modifiers) as first_modifiers,
            max(last_modifiers) as last_modifiers,
        from lattice
        group by payer_name, procedure_code, modifier_code, remit_week
    ) as weekly
    window
        so_far as (
            partition by payer_name, procedure_code, modifier_code order by remit_week
        )
),

distinct_ones as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        min(remit_week) filter (
            where has_own_payer and has_own_procedure and has_own_modifier
        ) as distinct_from_week,
        min(remit_week) filter (where has_own_modifier) as modifiers_from_week,
    from read_on
    group by payer_name, procedure_code, modifier_code
),

-- Where lines simply have no modifier, that is nothing to be told of them.
described as (
    select
        distinct_ones.*,
        case
            when distinct_ones.modifier_code = '' then whole.modifiers_from_week
            else distinct_ones.distinct_from_week
        end as modifier_told_from_week,
    from distinct_ones
    left join distinct_ones as whole
        on
            distinct_ones.payer_name = whole.payer_name
            and distinct_ones.procedure_code = whole.procedure_code
            and whole.modifier_code = '*'
    where distinct_ones.distinct_from_week is not null
),

tried as (
    select
        lattice.carc_code,
        lattice.payer_name,
        lattice.procedure_code,
        lattice.modifier_code,
        described.distinct_from_week,
        described.modifier_told_from_week,
        greatest(min(lattice.remit_week), described.distinct_from_week) as tried_from_week,
        sum(lattice.line_count) as denied_line_count,
    from lattice
    inner join described
        on
            lattice.payer_name = described.payer_name
            and lattice.procedure_code = described.procedure_code
            and lattice.modifier_code = described.modifier_code
    where lattice.carc_code != ''
    group by
        lattice.carc_code,
        lattice.payer_name,
        lattice.procedure_code,
        lattice.modifier_code,
        described.distinct_from_week,
        described.modifier_told_from_week
),

tried_by_week as (
    select
        weeks.remit_week,
        sum(count(tried_from.remit_week)) over (order by weeks.remit_week)::bigint
            as tried_combination_count,
    from (select distinct remit_week from cells) as weeks
    left join (select tried_from_week as remit_week from tried) as tried_from
        on weeks.remit_week = tried_from.remit_week
    group by weeks.remit_week
),

combinations as (
    select
        *,
        row_number() over (
            order by carc_code, payer_name, procedure_code, modifier_code
        ) as combination_number,
    from tried
    where denied_line_count >= 4
),

denied_lines as (
    select
        chain_number,
        payer_name,
        procedure_code,
        carc_code,
        remit_week,
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
        remit_week,
        count(*) as line_count,
    from denied_lines
    group by grouping sets (
        (payer_name, procedure_code, modifier_code, carc_code, chain_number, remit_week),
        (payer_name, modifier_code, carc_code, chain_number, remit_week),
        (procedure_code, modifier_code, carc_code, chain_number, remit_week),
        (modifier_code, carc_code, chain_number, remit_week)
    )
),

claim_sizes as (
    select
        payer_name,
        procedure_code,
        modifier_code,
        carc_code,
        remit_week,
        sum(line_count * line_count)::bigint as denied_square_count,
    from denied_claims
    group by payer_name, procedure_code, modifier_code, carc_code, remit_week
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

-- A payer that did not give a reason yet says nothing of how often those who do give it.
payers_of_reasons as (
    select
        carc_code,
        payer_name,
        min(remit_week) as first_week,
    from cells
    where carc_code != ''
    group by carc_code, payer_name
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
    inner join cells
        on
            payers_of_reasons.payer_name = cells.payer_name
            and payers_of_reasons.first_week <= cells.remit_week
    group by payers_of_reasons.carc_code, cells.remit_week
)

select
    combinations.combination_number,
    combinations.carc_code,
    nullif(combinations.payer_name, '*') as payer_name,
    nullif(combinations.procedure_code, '*') as procedure_code,
    nullif(combinations.modifier_code, '*') as modifier_code,
    weekly_lines.line_count,
    coalesce(denied.line_count, 0) as denied_line_count,
    coalesce(claim_sizes.denied_square_count, 0) as denied_square_count,
    tried_by_week.tried_combination_count,
    coalesce(reason_weeks.line_count, 0) as reason_line_count,
    coalesce(reason_weeks.denied_line_count, 0) as reason_denied_line_count,
    combinations.distinct_from_week,
    combinations.modifier_told_from_week,
    weekly_lines.remit_week,
from combinations
inner join weekly_lines
    on
        combinations.payer_name = weekly_lines.payer_name
        and combinations.procedure_code = weekly_lines.procedure_code
        and combinations.modifier_code = weekly_lines.modifier_code
inner join tried_by_week on weekly_lines.remit_week = tried_by_week.remit_week
left join reason_weeks
    on
        combinations.carc_code = reason_weeks.carc_code
        and weekly_lines.remit_week = reason_weeks.remit_week
left join claim_sizes
    on
        combinations.payer_name = claim_sizes.payer_name
        and combinations.procedure_code = claim_sizes.procedure_code
        and combinations.modifier_code = claim_sizes.modifier_code
        and combinations.carc_code = claim_sizes.carc_code
        and weekly_lines.remit_week = claim_sizes.remit_week
left join lattice as denied
    on
        combinations.payer_name = denied.payer_name
        and combinations.procedure_code = denied.procedure_code
        and combinations.modifier_code = denied.modifier_code
        and combinations.carc_code = denied.carc_code
        and weekly_lines.remit_week = denied.remit_week
order by combinations.combination_number, weekly_lines.remit_week

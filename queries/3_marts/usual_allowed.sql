-- What a payer usually allows for the service of a denied line, or of a billed line not yet answered.
-- grain: one row per denied line of line_outcomes, and per billed line no answer names
-- scope: store
--
-- Allowed is what the payer says it allows (AMT B6), else paid and cost share, of its own primary
-- answers that stand and deny nothing. Told per unit, by the closest history there is: this payer,
-- procedure and modifiers; payers of the same line of business, with these modifiers, then with any;
-- else the share of the charge this payer allows, then that of all. Fee schedules are set per
-- procedure, modifier and unit, not by what is charged; an allowed amount is never above the charge.
-- usual: from all that is loaded. known: from what had been answered before the week of the denial.
with paid_lines as (
    select
        remitted_lines.payer_name,
        remitted_lines.line_of_business,
        remitted_lines.procedure_code,
        array_to_string(list_sort(remitted_lines.modifier_codes), ' ') as modifier_set,
        remitted_lines.remit_week,
        remitted_lines.charge_amount as charge,
        coalesce(
            nullif(remitted_lines.allowed_amount, 0),
            remitted_lines.paid_amount + remitted_lines.cost_share_amount
        ) as allowed,
        coalesce(nullif(given.paid_units, 0), 1) as units,
    from marts.remitted_lines
    left join staging.remitted_lines as given on remitted_lines.line_id = given.line_id
    where
        remitted_lines.verdict = 'paid'
        and remitted_lines.charge_amount > 0
        and not remitted_lines.is_secondary
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_reversed
),

-- The levels, closest first; a claim answered without lines has no procedure and counts only below.
-- Sums are of exact amounts: those of floating-point numbers would hang on the order of the rows.
weekly as (
    select
        list_position(
            [4, 8, 9, 7, 15],
            grouping(payer_name, line_of_business, procedure_code, modifier_set)
        ) as level,
        concat_ws('|', payer_name, line_of_business, procedure_code, modifier_set) as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        case when level <= 3 then sum(units) else sum(charge) end as base,
    from paid_lines
    where allowed > 0
    group by
        grouping sets (
            (payer_name, procedure_code, modifier_set, remit_week),
            (line_of_business, procedure_code, modifier_set, remit_week),
            (line_of_business, procedure_code, remit_week),
            (payer_name, remit_week),
            (remit_week)
        )
    having procedure_code is distinct from 'No line'
),

history as (
    select
        level,
        history_key,
        remit_week,
        sum(line_count) over to_this_week as line_count,
        (sum(allowed) over to_this_week)::double / (sum(base) over to_this_week)::double
            as allowed_per_base,
        lead(remit_week) over to_this_week is null as is_latest,
    from weekly
    window to_this_week as (
        partition by level, history_key
        order by remit_week range between unbounded preceding and current row
    )
),

lines as (
    select
        line_outcomes.claim_id,
        line_outcomes.line_id,
        line_outcomes.file_id,
        line_outcomes.transaction_set_number,
        line_outcomes.claim_number,
        line_outcomes.service_line_number,
        line_outcomes.charge_amount,
        coalesce(line_outcomes.remit_week, date '9999-12-27') as remit_week,
        [
            concat_ws(
                '|',
                line_outcomes.payer_name,
                line_outcomes.procedure_code,
                line_outcomes.modifier_set
            ),
            concat_ws(
                '|',
                line_outcomes.line_of_business,
                line_outcomes.procedure_code,
                line_outcomes.modifier_set
            ),
            concat_ws('|', line_outcomes.line_of_business, line_outcomes.procedure_code),
            line_outcomes.payer_name,
            '',
        ] as history_keys,
        coalesce(
            nullif(answered.original_units, 0),
            nullif(answered.paid_units, 0),
            nullif(billed.billed_units, 0),
            1
        )::double as units,
    from marts.line_outcomes
    left join staging.remitted_lines as answered
        on
            line_outcomes.line_id = answered.line_id
            and line_outcomes.verdict != 'unanswered'
    left join marts.service_lines as billed on line_outcomes.billed_line_id = billed.line_id
    where line_outcomes.is_denied or line_outcomes.verdict = 'unanswered'
),

asked as (
    select
        *,
        unnest(history_keys) as history_key,
        generate_subscripts(history_keys, 1) as level,
        case when level <= 3 then units else charge_amount::double end as base,
    from lines
),

told as (
    select
        asked.*,
        latest.line_count,
        latest.allowed_per_base * asked.base as usual_allowed,
        known.allowed_per_base * asked.base as known_allowed,
    from asked
    left join history as latest
        on
            asked.level = latest.level
            and asked.history_key = latest.history_key
            and latest.is_latest
    asof left join history as known
        on
            asked.level = known.level
            and asked.history_key = known.history_key
            and asked.remit_week > known.remit_week
)

select
    any_value(claim_id) as claim_id,
    line_id,
    any_value(file_id) as file_id,
    any_value(transaction_set_number) as transaction_set_number,
    any_value(claim_number) as claim_number,
    any_value(service_line_number) as service_line_number,
    case min(level) filter (where usual_allowed is not null)
        when 1 then 'payer'
        when 2 then 'like payers'
        when 3 then 'like payers'
        when 4 then 'share of charge'
        when 5 then 'share of charge'
    end as allowed_from,
    coalesce(min(level) filter (where known_allowed is not null) = 1, false)
        as is_known_from_payer,
    arg_min(line_count, level) filter (where usual_allowed is not null)::bigint
        as allowed_line_count,
    case
        when count(usual_allowed) > 0
            then least(
                arg_min(usual_allowed, level) filter (where usual_allowed is not null),
                any_value(charge_amount)::double
            )
    end::decimal(12, 2) as usual_allowed_amount,
    case
        when count(known_allowed) > 0
            then least(
                arg_min(known_allowed, level) filter (where known_allowed is not null),
                any_value(charge_amount)::double
            )
    end::decimal(12, 2) as known_allowed_amount,
from told
group by line_id;

comment on column marts.usual_allowed.claim_id is 'Key of the claim as the file of the line tells of it.';
comment on column marts.usual_allowed.line_id is 'Key of the line of line_outcomes.';
comment on column marts.usual_allowed.file_id is 'Key of the file of the line of line_outcomes.';
comment on column marts.usual_allowed.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.usual_allowed.claim_number is 'Which claim of the set, from 1.';
comment on column marts.usual_allowed.service_line_number is 'Which line of the claim.';
comment on column marts.usual_allowed.allowed_from is 'Whose history tells it: payer, like payers or share of charge; null where there is none.';
comment on column marts.usual_allowed.is_known_from_payer is 'Before the week of the denial the payer''s own history told it.';
comment on column marts.usual_allowed.allowed_line_count is 'From how many paid lines.';
comment on column marts.usual_allowed.usual_allowed_amount is 'US dollars usually allowed for the whole line, from all that is loaded.';
comment on column marts.usual_allowed.known_allowed_amount is 'The same from what was answered before the week of the denial.';

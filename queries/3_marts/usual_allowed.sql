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
        remitted_lines.charge_amount::double as charge,
        coalesce(
            nullif(remitted_lines.allowed_amount, 0),
            remitted_lines.paid_amount + remitted_lines.cost_share_amount
        )::double as allowed,
        coalesce(nullif(given.paid_units, 0), 1)::double as units,
    from marts.remitted_lines
    left join staging.remitted_lines as given
        on
            remitted_lines.file_id = given.file_id
            and remitted_lines.transaction_set_number = given.transaction_set_number
            and remitted_lines.claim_number = given.claim_number
            and remitted_lines.service_line_number = given.service_line_number
    where
        remitted_lines.verdict = 'paid'
        and remitted_lines.charge_amount > 0
        and not remitted_lines.is_secondary
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_reversed
),

-- The levels, closest first; a claim answered without lines has no procedure and counts only below.
weekly as (
    select
        1 as level,
        concat_ws('|', payer_name, procedure_code, modifier_set) as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        sum(units) as base,
    from paid_lines
    where allowed > 0 and procedure_code != 'No line'
    group by payer_name, procedure_code, modifier_set, remit_week
    union all
    select
        2 as level,
        concat_ws('|', line_of_business, procedure_code, modifier_set) as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        sum(units) as base,
    from paid_lines
    where allowed > 0 and procedure_code != 'No line'
    group by line_of_business, procedure_code, modifier_set, remit_week
    union all
    select
        3 as level,
        concat_ws('|', line_of_business, procedure_code) as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        sum(units) as base,
    from paid_lines
    where allowed > 0 and procedure_code != 'No line'
    group by line_of_business, procedure_code, remit_week
    union all
    select
        4 as level,
        payer_name as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        sum(charge) as base,
    from paid_lines
    where allowed > 0
    group by payer_name, remit_week
    union all
    select
        5 as level,
        '' as history_key,
        remit_week,
        count(*) as line_count,
        sum(allowed) as allowed,
        sum(charge) as base,
    from paid_lines
    where allowed > 0
    group by remit_week
),

history as (
    select
        level,
        history_key,
        remit_week,
        sum(line_count) over to_this_week as line_count,
        sum(allowed) over to_this_week / sum(base) over to_this_week as allowed_per_base,
        row_number() over (
            partition by level, history_key order by remit_week desc
        ) = 1 as is_latest,
    from weekly
    window to_this_week as (
        partition by level, history_key
        order by remit_week range between unbounded preceding and current row
    )
),

lines as (
    select
        line_outcomes.file_id,
        line_outcomes.transaction_set_number,
        line_outcomes.claim_number,
        line_outcomes.service_line_number,
        line_outcomes.payer_name,
        line_outcomes.line_of_business,
        line_outcomes.procedure_code,
        line_outcomes.modifier_set,
        line_outcomes.charge_amount,
        line_outcomes.remit_week,
        coalesce(
            nullif(answered.original_units, 0),
            nullif(answered.paid_units, 0),
            nullif(billed.billed_units, 0),
            1
        )::double as units,
    from marts.line_outcomes
    left join staging.remitted_lines as answered
        on
            line_outcomes.file_id = answered.file_id
            and line_outcomes.transaction_set_number = answered.transaction_set_number
            and line_outcomes.claim_number = answered.claim_number
            and line_outcomes.service_line_number = answered.service_line_number
            and line_outcomes.verdict != 'unanswered'
    left join marts.service_lines as billed
        on
            line_outcomes.billed_file_id = billed.file_id
            and line_outcomes.billed_transaction_set_number = billed.transaction_set_number
            and line_outcomes.billed_claim_number = billed.claim_number
            and line_outcomes.billed_service_line_number = billed.service_line_number
    where line_outcomes.is_denied or line_outcomes.verdict = 'unanswered'
),

asked as (
    select
        lines.file_id,
        lines.transaction_set_number,
        lines.claim_number,
        lines.service_line_number,
        lines.charge_amount,
        coalesce(lines.remit_week, date '9999-12-27') as remit_week,
        levels.level,
        case levels.level
            when 1 then concat_ws('|', lines.payer_name, lines.procedure_code, lines.modifier_set)
            when 2
                then
                    concat_ws(
                        '|', lines.line_of_business, lines.procedure_code, lines.modifier_set
                    )
            when 3 then concat_ws('|', lines.line_of_business, lines.procedure_code)
            when 4 then lines.payer_name
            else ''
        end as history_key,
        case when levels.level <= 3 then lines.units else lines.charge_amount::double end
            as base,
    from lines
    cross join (select unnest(range(1, 6)) as level) as levels
),

told as (
    select
        asked.file_id,
        asked.transaction_set_number,
        asked.claim_number,
        asked.service_line_number,
        asked.charge_amount,
        asked.level,
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
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
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
group by file_id, transaction_set_number, claim_number, service_line_number;

comment on column marts.usual_allowed.file_id is 'Key of the file of the line of line_outcomes.';
comment on column marts.usual_allowed.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.usual_allowed.claim_number is 'Which claim of the set, from 1.';
comment on column marts.usual_allowed.service_line_number is 'Which line of the claim.';
comment on column marts.usual_allowed.allowed_from is 'Whose history tells it: payer, like payers or share of charge; null where there is none.';
comment on column marts.usual_allowed.is_known_from_payer is 'Before the week of the denial the payer''s own history told it.';
comment on column marts.usual_allowed.allowed_line_count is 'From how many paid lines.';
comment on column marts.usual_allowed.usual_allowed_amount is 'US dollars usually allowed for the whole line, from all that is loaded.';
comment on column marts.usual_allowed.known_allowed_amount is 'The same from what was answered before the week of the denial.';

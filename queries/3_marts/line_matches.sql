-- Which billed line an answered line answers, and by what they were told to be the same.
-- grain: one row per answered line of a claim whose claim file is loaded
-- scope: claim
-- needs: marts.answered_submissions
--
-- First by line control number (REF 6R; where none was sent, payers give back the line's number),
-- unless an answer gives it to the procedure of another billed line, too; then, of the lines left, by
-- procedure, modifiers, day and charge, where lines equal in all of them pair off in order; then by
-- procedure and day with the charge, with the modifiers, alone; then by procedure. These only where
-- as many lines are left on either side, or one billed line is answered in parts: which of several
-- is meant is never guessed. What is left then has the reason.
-- One file: the rules are steps of one pass over the same lines.
with recursive billed_numbers as (
    select
        claim_id,
        number_sent,
        min(service_line_number) as service_line_number,
        arg_min(procedure_code, service_line_number) as procedure_code,
    from (
        select
            claim_id,
            ltrim(line_control_number, '0') as number_sent,
            min(service_line_number) as service_line_number,
            any_value(coalesce(procedure_code, revenue_code)) as procedure_code,
        from staging.service_lines
        where line_control_number is not null
        group by claim_id, line_control_number
        having count(*) = 1
    ) as numbers_sent_once
    group by claim_id, number_sent
),

numbered_lines as materialized (
    select
        remitted_lines.chain_number,
        remitted_lines.line_id,
        remitted_lines.claim_id,
        remitted_lines.service_line_number,
        answered_submissions.billed_claim_id,
        remitted_lines.procedure_code,
        coalesce(remitted_lines.service_date, date '1900-01-01') as service_date,
        array_to_string(list_sort(remitted_lines.modifier_codes), ' ') as modifier_set,
        remitted_lines.charge_amount,
        coalesce(billed_numbers.service_line_number, counted_lines.service_line_number)
            as billed_service_line_number,
        coalesce(billed_numbers.procedure_code != remitted_lines.procedure_code, false)
            as is_of_other_procedure,
    from marts.remitted_lines
    inner join marts.answered_submissions
        on remitted_lines.claim_id = answered_submissions.claim_id
    left join billed_numbers
        on
            answered_submissions.billed_claim_id = billed_numbers.claim_id
            and ltrim(remitted_lines.line_control_number, '0') = billed_numbers.number_sent
            and remitted_lines.service_line_number > 0
    left join staging.service_lines as counted_lines
        on
            answered_submissions.billed_claim_id = counted_lines.claim_id
            and ltrim(remitted_lines.line_control_number, '0')
            = counted_lines.service_line_number::varchar
            and remitted_lines.procedure_code
            = coalesce(counted_lines.procedure_code, counted_lines.revenue_code)
            and counted_lines.line_control_number is null
            and remitted_lines.service_line_number > 0
),

-- Of lines of several procedures under one number, those that another billed line has the procedure
-- of: they are known by it, not by the number.
misnumbered_lines as materialized (
    select distinct numbered_lines.line_id
    from numbered_lines
    inner join numbered_lines as others
        on
            numbered_lines.claim_id = others.claim_id
            and numbered_lines.billed_service_line_number = others.billed_service_line_number
            and numbered_lines.procedure_code != others.procedure_code
    inner join staging.service_lines
        on
            numbered_lines.billed_claim_id = service_lines.claim_id
            and numbered_lines.procedure_code
            = coalesce(service_lines.procedure_code, service_lines.revenue_code)
    where numbered_lines.is_of_other_procedure
),

answered_lines as not materialized (
    select
        numbered_lines.* replace (
            case
                when misnumbered_lines.line_id is null
                    then numbered_lines.billed_service_line_number
            end as billed_service_line_number
        ),
    from numbered_lines
    left join misnumbered_lines on numbered_lines.line_id = misnumbered_lines.line_id
),

answers_with_lines_left as materialized (
    select
        claim_id,
        billed_claim_id,
        list(billed_service_line_number) as matched_numbers,
    from answered_lines
    where service_line_number > 0
    group by claim_id, billed_claim_id
    having count(*) > count(billed_service_line_number)
),

-- The lines both sides have left, compared by one rule in each step, from 1; those left by the last
-- come out under 6. Each answer has its own free billed lines: another may be about the same.
matching as (
    select
        answered_lines.claim_id,
        answered_lines.procedure_code,
        false as is_billed,
        struct_pack(
            service_date := answered_lines.service_date,
            modifier_set := answered_lines.modifier_set,
            service_line_number := answered_lines.service_line_number,
            charge_amount := answered_lines.charge_amount
        ) as line,
        1 as rule_number,
        answered_lines.billed_service_line_number,
        false as is_several,
    from answered_lines
    where
        answered_lines.service_line_number > 0
        and answered_lines.billed_service_line_number is null
    union all
    select
        answers_with_lines_left.claim_id,
        coalesce(service_lines.procedure_code, service_lines.revenue_code) as procedure_code,
        true as is_billed,
        struct_pack(
            service_date := coalesce(
                service_lines.service_date, claims.statement_from_date, date '1900-01-01'
            ),
            modifier_set := array_to_string(list_sort(service_lines.modifier_codes), ' '),
            service_line_number := service_lines.service_line_number,
            charge_amount := coalesce(service_lines.charge_amount, 0)
        ) as line,
        1 as rule_number,
        null as billed_service_line_number,
        false as is_several,
    from answers_with_lines_left
    inner join staging.service_lines
        on
            answers_with_lines_left.billed_claim_id = service_lines.claim_id
            and not list_contains(
                answers_with_lines_left.matched_numbers, service_lines.service_line_number
            )
    inner join staging.claims on service_lines.claim_id = claims.claim_id
    union all
    (
        -- Both sides' lines in order, by what the rule compares.
        with alike as (
            select
                claim_id,
                procedure_code,
                rule_number,
                list_sort(list(line) filter (where not is_billed)) as answered,
                list_sort(list(line) filter (where is_billed)) as billed,
            from matching
            where billed_service_line_number is null and rule_number <= 5
            group by
                claim_id,
                procedure_code,
                rule_number,
                case when rule_number <= 4 then line.service_date end,
                case when rule_number in (1, 3) then line.modifier_set end,
                case when rule_number <= 2 then line.charge_amount end
        ),

        -- Lines equal in all four are kept separate by order alone: nothing hangs on which is
        -- which.
        taken as materialized (
            select
                *,
                case
                    when procedure_code is null or answered is null or billed is null then 0
                    when rule_number = 1 then least(len(answered), len(billed))
                    when len(billed) in (1, len(answered)) then len(billed)
                    else 0
                end as taken_count,
            from alike
        ),

        answered_in_order as (
            select
                *,
                unnest(answered) as line,
                generate_subscripts(answered, 1) as place,
            from taken
        ),

        found as (
            select
                *,
                case
                    when taken_count > 0
                        then
                            billed[
                                case when rule_number > 1 and len(billed) = 1 then 1 else place end
                            ].service_line_number
                end as found_number,
            from answered_in_order
        )

        select
            claim_id,
            procedure_code,
            false as is_billed,
            line,
            case when found_number is null then rule_number + 1 else rule_number end
                as rule_number,
            found_number as billed_service_line_number,
            procedure_code is not null and billed is not null as is_several,
        from found
        union all
        select
            claim_id,
            procedure_code,
            true as is_billed,
            unnest(billed[taken_count + 1:]) as line,
            rule_number + 1 as rule_number,
            null as billed_service_line_number,
            false as is_several,
        from taken
    )
),

matches as (
    select
        line_id,
        billed_service_line_number,
        case when service_line_number = 0 then 'whole_claim' else 'line_control_number' end
            as matched_by,
        null::varchar as unmatched_reason,
    from answered_lines
    where service_line_number = 0 or billed_service_line_number is not null
    union all
    select
        (claim_id << 14) + line.service_line_number as line_id,
        billed_service_line_number,
        [
            'procedure_modifiers_charge',
            'procedure_charge',
            'procedure_modifiers',
            'procedure_day',
            'procedure',
        ][rule_number] as matched_by,
        case
            when billed_service_line_number is not null then null
            when is_several
                then 'several billed lines have this procedure and nothing tells them apart'
            else 'no billed line of the claim is left with this procedure'
        end as unmatched_reason,
    from matching
    where not is_billed and (billed_service_line_number is not null or rule_number = 6)
)

select
    answered_lines.chain_number,
    answered_lines.claim_id,
    answered_lines.line_id,
    answered_submissions.file_id,
    answered_submissions.transaction_set_number,
    answered_submissions.claim_number,
    answered_lines.service_line_number,
    answered_submissions.billed_claim_id,
    (answered_submissions.billed_claim_id << 14) + matches.billed_service_line_number
        as billed_line_id,
    answered_submissions.billed_file_id,
    answered_submissions.billed_transaction_set_number,
    answered_submissions.billed_claim_number,
    matches.billed_service_line_number,
    matches.matched_by,
    matches.unmatched_reason,
from matches
inner join answered_lines on matches.line_id = answered_lines.line_id
inner join marts.answered_submissions on answered_lines.claim_id = answered_submissions.claim_id;

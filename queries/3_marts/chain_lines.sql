-- Which answered lines of a chain are answers to the same billed line.
-- grain: one row per answered line that is neither a reversal nor an estimate nor "no decision yet"
-- scope: claim
-- needs: marts.remitted_lines
--
-- Answer by answer, each line looks for one known before, by rules in this order: the practice's
-- number of the line (REF 6R; where a claim file is loaded, the billed line itself), no matter what
-- happened to its day, code or charge; then procedure and day with modifiers and charge, with the
-- charge, with the modifiers, alone; then procedure where a day is missing; then, for a line that
-- replaces one taken back in the same remittance, that one. A bare count of lines as 6R ("1", "2")
-- is believed at once only under the same procedure: a line put in above moves it. A number that one
-- answer gives to lines of several procedures (SVC06 where the payer's code is another) numbers none
-- of them: it is asked last, for a line split into codes that none was known by.
-- Never the same: lines of other sides or parts (staging.site_modifiers_of), two lines of one billed
-- claim, two 6R that are in one claim, or two others where modifiers or charge differ or the known
-- line is paid.
-- Of lines equal in all, order decides; where fewer are answered, the one still denied comes first.
-- Lines of one remittance are never the same line; but two of a later one may be parts of one line
-- known before, by its 6R, or where their charges add up to it: their money is added up.
-- What matches nothing is a line first answered there: nothing is guessed.
-- A claim answered once without lines and once with them is one line throughout: the answer without
-- lines is about all of them.
-- One file: the rules are branches of one recursive pass over the answers of all chains.
with recursive answered as (
    select
        remitted_lines.claim_id,
        remitted_lines.line_id,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        remitted_lines.chain_number,
        remitted_lines.answer_number,
    from marts.remitted_lines
    where
        not remitted_lines.is_reversal
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_undecided
),

chains as (
    select
        chain_number,
        min(answer_number) < max(answer_number) as is_answered_again,
        min(service_line_number) = 0 and max(service_line_number) > 0 as is_whole_claim,
        min(claim_id) < max(claim_id) as is_in_parts,
    from answered
    group by chain_number
),

billed_twins as (
    select line_id
    from staging.service_lines
    qualify
        count(*) over (
            partition by
                claim_id,
                procedure_code,
                list_sort(modifier_codes),
                service_date,
                charge_amount
        ) > 1
),

-- Most claims are answered once: only the lines of the others have something to match.
lines_in_order as materialized (
    select
        remitted_lines.chain_number,
        dense_rank() over (
            partition by remitted_lines.chain_number order by remitted_lines.answer_number
        ) as round_number,
        row_number() over (
            partition by remitted_lines.chain_number, remitted_lines.answer_number
            order by remitted_lines.claim_number, remitted_lines.service_line_number
        ) as place,
        remitted_lines.answer_number,
        remitted_lines.claim_id,
        remitted_lines.line_id,
        case
            when not staging.is_placeholder(remitted_lines.line_control_number)
                then ltrim(upper(trim(remitted_lines.line_control_number)), '0')
        end as number_given,
        min(remitted_lines.procedure_code) over answered_numbers
        = max(remitted_lines.procedure_code) over answered_numbers as is_of_one_procedure,
        case when is_of_one_procedure then number_given end as line_control_number,
        case
            when is_of_one_procedure then number_given || ' ' || remitted_lines.procedure_code
        end as number_and_procedure,
        line_matches.billed_claim_id,
        line_matches.billed_line_id,
        remitted_lines.procedure_code,
        remitted_lines.service_date,
        array_to_string(list_sort(remitted_lines.modifier_codes), ' ') as modifier_set,
        array_to_string(staging.site_modifiers_of(remitted_lines.modifier_codes), ' ') as sites,
        remitted_lines.charge_amount,
        remitted_lines.is_denied,
        remitted_lines.paid_amount + remitted_lines.cost_share_amount > 0 as is_paid,
        reversed_lines.reversal_answer_number as taken_back_by_answer,
        answers.set_id,
        reversals.set_id as taken_back_in_set,
    from marts.remitted_lines
    inner join chains on remitted_lines.chain_number = chains.chain_number
    inner join marts.answers on remitted_lines.claim_id = answers.claim_id
    left join marts.line_matches
        on
            remitted_lines.line_id = line_matches.line_id
            and line_matches.billed_line_id is not null
            -- Which of two billed lines equal in all is meant, only their number says.
            and not (
                line_matches.matched_by = 'procedure_modifiers_charge'
                and line_matches.billed_line_id in (select billed_twins.line_id from billed_twins)
            )
    left join marts.reversed_lines on remitted_lines.line_id = reversed_lines.line_id
    left join marts.answers as reversals
        on reversed_lines.reversal_claim_id = reversals.claim_id
    where
        chains.is_answered_again
        and not chains.is_whole_claim
        and not remitted_lines.is_reversal
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_undecided
    window
        answered_numbers as (
            partition by
                remitted_lines.chain_number, remitted_lines.answer_number, number_given
        )
),

-- Two numbers that one claim of an answer gives are two lines, whatever other answers say; a count of
-- lines moves.
numbers_of_claims as (
    select distinct
        chain_number,
        claim_id,
        line_control_number,
    from lines_in_order
    where not regexp_full_match(line_control_number, '[0-9]{1,3}')
),

numbers_beside as (
    select
        one.chain_number,
        one.line_control_number,
        list(distinct other.line_control_number) as numbers_beside,
    from numbers_of_claims as one
    inner join numbers_of_claims as other
        on
            one.claim_id = other.claim_id
            and one.line_control_number != other.line_control_number
    group by one.chain_number, one.line_control_number
),

lines as materialized (
    select
        lines_in_order.*,
        coalesce(numbers_beside.numbers_beside, []) as numbers_beside,
        max(lines_in_order.round_number) over (
            partition by lines_in_order.chain_number
        ) as last_round_number,
    from lines_in_order
    left join numbers_beside
        on
            lines_in_order.chain_number = numbers_beside.chain_number
            and lines_in_order.line_control_number = numbers_beside.line_control_number
),

-- Each step matches what it surely can of a chain's answer ('open' lines to 'known' ones), or closes
-- the answer: parts and new lines are settled, and the next answer's lines are opened.
matching as (
    select
        chain_number,
        round_number,
        'open' as kind,
        null::bigint as line_number,
        false as is_taken,
        lines as line,
        [line_control_number] as line_control_numbers,
        [number_and_procedure] as numbers_and_procedures,
        [procedure_code] as procedure_codes,
        [service_date] as service_dates,
        [modifier_set] as modifier_sets,
        [charge_amount] as charge_amounts,
        last_round_number,
    from lines
    where round_number = 1
    union all
    (
        with opened as (
            select *
            from matching
            where kind = 'open'
        ),

        known as (
            select *
            from matching
            where kind = 'known'
        ),

        compared as (
            select
                opened.chain_number,
                opened.line.place,
                known.line_number,
                known.is_taken,
                known.line.is_denied as is_known_denied,
                known.line.charge_amount as known_charge_amount,
                known.charge_amounts as known_charge_amounts,
                list_has_any(known.line_control_numbers, opened.line.numbers_beside)
                or (
                    known.is_taken
                    and opened.line.claim_id = known.line.claim_id
                    and coalesce(opened.line.number_given != known.line.number_given, false)
                ) as is_beside,
                -- What a line that is taken is in this answer.
                coalesce(opened.line.number_given = known.line.number_given, false)
                    as has_same_number_here,
                opened.line.claim_id != known.line.claim_id
                or opened.line.procedure_code = known.line.procedure_code
                    as may_be_part_here,
                opened.line.charge_amount as answered_charge_amount,
                opened.line.line_control_number is not null
                and list_contains(known.line_control_numbers, opened.line.line_control_number)
                    as has_same_number,
                coalesce(
                    list_contains(
                        known.numbers_and_procedures, opened.line.number_and_procedure
                    ),
                    false
                ) as has_same_number_and_procedure,
                not opened.line.is_of_one_procedure
                and coalesce(
                    list_contains(known.line_control_numbers, opened.line.number_given), false
                ) as has_number_of_several,
                opened.line.line_control_number is not null
                and array_length(list_filter(known.line_control_numbers, lambda n: n is not null))
                > 0
                and not list_contains(
                    known.line_control_numbers, opened.line.line_control_number
                ) as has_other_number,
                coalesce(
                    regexp_full_match(opened.line.line_control_number, '[0-9]{1,3}'), false
                ) as is_count_of_lines,
                coalesce(opened.line.billed_line_id = known.line.billed_line_id, false)
                    as is_same_billed_line,
                coalesce(
                    opened.line.billed_claim_id = known.line.billed_claim_id
                    and opened.line.billed_line_id != known.line.billed_line_id,
                    false
                ) as is_other_billed_line,
                list_contains(known.procedure_codes, opened.line.procedure_code)
                    as has_same_procedure,
                coalesce(list_contains(known.service_dates, opened.line.service_date), false)
                    as has_same_day,
                opened.line.service_date is null
                or array_length(list_filter(known.service_dates, lambda d: d is not null)) = 0
                    as has_no_day,
                list_contains(known.modifier_sets, opened.line.modifier_set) as has_same_modifiers,
                list_contains(known.charge_amounts, opened.line.charge_amount) as has_same_charge,
                opened.line.sites != ''
                and known.line.sites != ''
                and opened.line.sites != known.line.sites as has_other_site,
                known.line.is_paid
                and not known.line.is_denied
                and coalesce(known.line.taken_back_by_answer > opened.line.answer_number, true)
                    as is_standing_paid,
                coalesce(known.line.taken_back_in_set = opened.line.set_id, false)
                    as is_taken_back_here,
            from opened
            inner join known on opened.chain_number = known.chain_number
        ),

        judged as (
            select
                *,
                case
                    when
                        is_other_billed_line
                        or (is_beside and not is_same_billed_line)
                        or (
                            has_other_number
                            and (
                                not has_same_modifiers
                                or not has_same_charge
                                or is_standing_paid
                            )
                            and not is_same_billed_line
                        )
                        then null
                    when has_same_number_and_procedure then 1
                    when
                        has_same_number
                        and (has_same_procedure or not is_count_of_lines)
                        then 2
                    when is_same_billed_line then 3
                    when has_other_site then null
                    when
                        has_same_procedure
                        and has_same_day
                        and has_same_modifiers
                        and has_same_charge
                        then 4
                    when has_same_number then 5
                    when has_same_procedure and has_same_day and has_same_charge then 6
                    when has_same_procedure and has_same_day and has_same_modifiers then 7
                    when has_same_procedure and has_same_day then 8
                    when has_same_procedure and has_no_day and has_same_charge then 9
                    when has_same_procedure and has_no_day then 10
                    when has_number_of_several then 11
                    when is_taken_back_here and (has_same_day or has_no_day) then 12
                    when is_taken_back_here then 13
                end as rule_number,
            from compared
        ),

        -- Whether as many lines are answered as known, by what they have in common.
        counted as (
            select
                *,
                count(*) over (partition by chain_number, place, rule_number)
                > count(*) over (partition by chain_number, line_number, rule_number)
                    as are_fewer_answered,
            from judged
            where rule_number is not null and not is_taken
        ),

        paired as (
            select
                *,
                row_number() over (
                    partition by chain_number, place, rule_number
                    order by
                        are_fewer_answered and not is_known_denied,
                        not has_same_procedure,
                        not has_same_charge,
                        not has_same_modifiers,
                        line_number
                ) as place_of_known,
                row_number() over (
                    partition by chain_number, line_number, rule_number
                    order by
                        not has_same_procedure, not has_same_charge, not has_same_modifiers, place
                ) as place_of_answered,
            from counted
        ),

        ranked as (
            select
                *,
                row_number() over (
                    partition by chain_number, place
                    order by
                        rule_number,
                        abs(place_of_known - place_of_answered),
                        place_of_known,
                        line_number
                ) as rank_for_answered,
                row_number() over (
                    partition by chain_number, line_number
                    order by
                        rule_number,
                        abs(place_of_known - place_of_answered),
                        place_of_answered,
                        place
                ) as rank_for_known,
            from paired
        ),

        -- First for each other: nothing left could part them.
        matched as (
            select
                chain_number,
                place,
                line_number,
            from ranked
            where rank_for_answered = 1 and rank_for_known = 1
        ),

        moving as (
            select distinct chain_number
            from matched
        ),

        -- A chain nothing more of which matches: its open lines are parts, or new.
        perhaps_parts as (
            select judged.*
            from judged
            left join moving on judged.chain_number = moving.chain_number
            where
                moving.chain_number is null
                and judged.is_taken
                and (
                    judged.rule_number <= 3
                    or (judged.rule_number < 9 and judged.may_be_part_here)
                    or (judged.rule_number = 11 and judged.has_same_number_here)
                )
            qualify
                row_number() over (
                    partition by judged.chain_number, judged.place
                    order by judged.rule_number, not judged.is_known_denied, judged.line_number
                ) = 1
        ),

        parts as (
            select
                chain_number,
                place,
                line_number,
            from perhaps_parts
            qualify
                rule_number <= 3
                or list_contains(
                    known_charge_amounts,
                    known_charge_amount
                    + sum(answered_charge_amount) over (partition by chain_number, line_number)
                )
        ),

        settled as (
            select
                opened.*,
                case
                    when matched.line_number is not null then 'matched'
                    when moving.chain_number is not null then 'open'
                    when parts.line_number is not null then 'part'
                    else 'new'
                end as fate,
                coalesce(matched.line_number, parts.line_number) as found_number,
            from opened
            left join matched
                on
                    opened.chain_number = matched.chain_number
                    and opened.line.place = matched.place
            left join moving on opened.chain_number = moving.chain_number
            left join parts
                on
                    opened.chain_number = parts.chain_number
                    and opened.line.place = parts.place
        ),

        highest as (
            select
                chain_number,
                max(line_number) as line_number,
            from known
            group by chain_number
        ),

        told as (
            select
                settled.*,
                case
                    when settled.fate = 'new'
                        then
                            coalesce(highest.line_number, 0)
                            + row_number() over (
                                partition by settled.chain_number, settled.fate
                                order by settled.line.place
                            )
                    else settled.found_number
                end as told_number,
            from settled
            left join highest on settled.chain_number = highest.chain_number
        ),

        -- A chain is done once its last answer is settled.
        chains_now as (
            select
                matching.chain_number,
                max(matching.round_number) as round_number,
                bool_or(moving.chain_number is not null) as is_moving,
                bool_or(moving.chain_number is not null)
                or max(matching.round_number) < max(matching.last_round_number) as goes_on,
            from matching
            left join moving on matching.chain_number = moving.chain_number
            where matching.kind != 'found'
            group by matching.chain_number
        )

        -- What was found of each line, once.
        select
            chain_number,
            round_number,
            'found' as kind,
            told_number as line_number,
            false as is_taken,
            line,
            line_control_numbers,
            numbers_and_procedures,
            procedure_codes,
            service_dates,
            modifier_sets,
            charge_amounts,
            last_round_number,
        from told
        where fate != 'open'
        union all
        -- Lines known before, with what this answer says of them.
        select
            known.chain_number,
            chains_now.round_number,
            'known' as kind,
            known.line_number,
            chains_now.is_moving and (known.is_taken or told.told_number is not null) as is_taken,
            coalesce(told.line, known.line) as line,
            list_distinct(known.line_control_numbers || coalesce(told.line_control_numbers, []))
                as line_control_numbers,
            list_distinct(
                known.numbers_and_procedures || coalesce(told.numbers_and_procedures, [])
            ) as numbers_and_procedures,
            list_distinct(known.procedure_codes || coalesce(told.procedure_codes, []))
                as procedure_codes,
            list_distinct(known.service_dates || coalesce(told.service_dates, []))
                as service_dates,
            list_distinct(known.modifier_sets || coalesce(told.modifier_sets, []))
                as modifier_sets,
            list_distinct(known.charge_amounts || coalesce(told.charge_amounts, []))
                as charge_amounts,
            known.last_round_number,
        from known
        inner join chains_now
            on known.chain_number = chains_now.chain_number and chains_now.goes_on
        left join told
            on
                known.chain_number = told.chain_number
                and known.line_number = told.told_number
                and told.fate = 'matched'
        union all
        select
            chain_number,
            round_number,
            'known' as kind,
            told_number as line_number,
            false as is_taken,
            line,
            line_control_numbers,
            numbers_and_procedures,
            procedure_codes,
            service_dates,
            modifier_sets,
            charge_amounts,
            last_round_number,
        from told
        where fate = 'new' and round_number < last_round_number
        union all
        select
            chain_number,
            round_number,
            'open' as kind,
            line_number,
            is_taken,
            line,
            line_control_numbers,
            numbers_and_procedures,
            procedure_codes,
            service_dates,
            modifier_sets,
            charge_amounts,
            last_round_number,
        from told
        where fate = 'open'
        union all
        select
            lines.chain_number,
            lines.round_number,
            'open' as kind,
            null::bigint as line_number,
            false as is_taken,
            lines as line,
            [lines.line_control_number] as line_control_numbers,
            [lines.number_and_procedure] as numbers_and_procedures,
            [lines.procedure_code] as procedure_codes,
            [lines.service_date] as service_dates,
            [lines.modifier_set] as modifier_sets,
            [lines.charge_amount] as charge_amounts,
            lines.last_round_number,
        from lines
        inner join chains_now
            on
                lines.chain_number = chains_now.chain_number
                and not chains_now.is_moving
                and lines.round_number = chains_now.round_number + 1
    )
),

numbers as (
    select
        line.line_id,
        line_number as chain_line_number,
    from matching
    where kind = 'found'
    union all
    select
        answered.line_id,
        row_number() over (
            partition by answered.chain_number
            order by answered.claim_number, answered.service_line_number
        ) as chain_line_number,
    from answered
    inner join chains on answered.chain_number = chains.chain_number
    where chains.is_in_parts and not chains.is_answered_again and not chains.is_whole_claim
)

select
    answered.claim_id,
    answered.line_id,
    answered.file_id,
    answered.transaction_set_number,
    answered.claim_number,
    answered.service_line_number,
    answered.chain_number,
    answered.answer_number,
    case
        when chains.is_whole_claim then 1
        else coalesce(numbers.chain_line_number, answered.service_line_number)
    end::integer as chain_line_number,
    chains.is_whole_claim,
from answered
inner join chains on answered.chain_number = chains.chain_number
left join numbers on answered.line_id = numbers.line_id;

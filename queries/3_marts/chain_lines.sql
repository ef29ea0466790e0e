-- Which answered lines of a chain are answers to the same billed line.
-- grain: one row per answered line that is neither a reversal nor an estimate
--
-- Lines match by procedure and day of service; a line whose procedure is new to the chain matches
-- the earlier line with its line control number (REF 6R) and day. Where a claim has several lines
-- of one procedure and day they match by line control number, then by modifiers and charge, and
-- what is left by order. What matches nothing is a line first answered there: nothing is guessed.
-- A claim answered once without lines and once with them is one line throughout: the answer without
-- lines speaks of all of them.
with whole_claims as (
    select chain_number
    from marts.remitted_lines
    where not is_reversal and not is_predetermination
    group by chain_number
    having bool_or(service_line_number = 0) and bool_or(service_line_number > 0)
),

dated_lines as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        chain_number,
        answer_number,
        procedure_code,
        line_control_number,
        modifier_codes,
        charge_amount,
        -- A claim without lines, or without any day, is its own one line whatever it is dated.
        case
            when service_line_number = 0 then date '1900-01-01'
            else coalesce(service_date, date '1900-01-01')
        end as service_date,
    from marts.remitted_lines
    where
        not is_reversal
        and not is_predetermination
        and chain_number not in (select whole_claims.chain_number from whole_claims)
),

-- Most claims are answered once: only the lines of the others have something to match.
answered_again as (
    select chain_number
    from dated_lines
    group by chain_number
    having max(answer_number) > min(answer_number)
),

answered_lines as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        chain_number,
        answer_number,
        procedure_code,
        service_date,
        line_control_number,
        concat_ws(
            '|', array_to_string(list_sort(modifier_codes), ' '), charge_amount::varchar
        ) as billed_as,
        min(answer_number) over (
            partition by chain_number, procedure_code, service_date
        ) as first_answer_number,
        first_value(procedure_code) over (
            partition by chain_number, line_control_number, service_date
            order by answer_number, service_line_number
        ) as earlier_procedure_code,
    from dated_lines
    where chain_number in (select answered_again.chain_number from answered_again)
),

-- A procedure new to the chain under the control number of an earlier line of another.
newcomers as (
    select
        chain_number,
        answer_number,
        procedure_code,
        service_date,
        line_control_number,
        earlier_procedure_code,
    from answered_lines
    where
        line_control_number is not null
        and answer_number > 1
        and answer_number = first_answer_number
        and procedure_code != earlier_procedure_code
),

procedure_counts as (
    select
        chain_number,
        answer_number,
        procedure_code,
        service_date,
        first_answer_number,
        count(*) as line_count,
    from answered_lines
    where chain_number in (select newcomers.chain_number from newcomers)
    group by chain_number, answer_number, procedure_code, service_date, first_answer_number
),

-- Where the earlier procedure has become fewer in that answer, the line was billed again under a
-- new code. (If none is missing, the new line was added and the numbers given anew.)
recoded_lines as (
    select distinct
        newcomers.chain_number,
        newcomers.procedure_code,
        newcomers.service_date,
        newcomers.line_control_number,
        newcomers.earlier_procedure_code,
    from newcomers
    inner join procedure_counts as at_first
        on
            newcomers.chain_number = at_first.chain_number
            and newcomers.earlier_procedure_code = at_first.procedure_code
            and newcomers.service_date = at_first.service_date
            and at_first.answer_number = at_first.first_answer_number
    left join procedure_counts as in_this_answer
        on
            newcomers.chain_number = in_this_answer.chain_number
            and newcomers.earlier_procedure_code = in_this_answer.procedure_code
            and newcomers.service_date = in_this_answer.service_date
            and newcomers.answer_number = in_this_answer.answer_number
    where coalesce(in_this_answer.line_count, 0) < at_first.line_count
),

celled_lines as (
    select
        answered_lines.*,
        coalesce(
            recoded_lines.earlier_procedure_code, answered_lines.procedure_code
        ) as cell_procedure_code,
    from answered_lines
    left join recoded_lines
        on
            answered_lines.chain_number = recoded_lines.chain_number
            and answered_lines.procedure_code = recoded_lines.procedure_code
            and answered_lines.service_date = recoded_lines.service_date
            and answered_lines.line_control_number = recoded_lines.line_control_number
),

numbered_lines as (
    select
        *,
        row_number() over (
            partition by chain_number, cell_procedure_code, service_date, answer_number
            order by service_line_number, claim_number, transaction_set_number, file_id
        ) as place,
        row_number() over (
            partition by
                chain_number, cell_procedure_code, service_date, answer_number, billed_as
            order by service_line_number, claim_number, transaction_set_number, file_id
        ) as place_as_billed,
        min(answer_number) over (
            partition by chain_number, cell_procedure_code, service_date
        ) as anchor_answer_number,
    from celled_lines
),

anchors as (
    select *
    from numbered_lines
    where answer_number = anchor_answer_number
),

matched_by_number as (
    select
        later.file_id,
        later.transaction_set_number,
        later.claim_number,
        later.service_line_number,
        min(anchors.place) as anchor_place,
    from numbered_lines as later
    inner join anchors
        on
            later.chain_number = anchors.chain_number
            and later.cell_procedure_code = anchors.cell_procedure_code
            and later.service_date = anchors.service_date
            and later.line_control_number = anchors.line_control_number
    where later.answer_number > later.anchor_answer_number
    group by
        later.file_id,
        later.transaction_set_number,
        later.claim_number,
        later.service_line_number
),

matched_as_billed as (
    select
        later.file_id,
        later.transaction_set_number,
        later.claim_number,
        later.service_line_number,
        anchors.place as anchor_place,
    from numbered_lines as later
    inner join anchors
        on
            later.chain_number = anchors.chain_number
            and later.cell_procedure_code = anchors.cell_procedure_code
            and later.service_date = anchors.service_date
            and later.billed_as = anchors.billed_as
            and later.place_as_billed = anchors.place_as_billed
    where later.answer_number > later.anchor_answer_number
),

first_matches as (
    select
        numbered_lines.*,
        case
            when numbered_lines.answer_number = numbered_lines.anchor_answer_number
                then numbered_lines.place
            else coalesce(matched_by_number.anchor_place, matched_as_billed.anchor_place)
        end as wanted_place,
    from numbered_lines
    left join matched_by_number
        on
            numbered_lines.file_id = matched_by_number.file_id
            and numbered_lines.transaction_set_number = matched_by_number.transaction_set_number
            and numbered_lines.claim_number = matched_by_number.claim_number
            and numbered_lines.service_line_number = matched_by_number.service_line_number
    left join matched_as_billed
        on
            numbered_lines.file_id = matched_as_billed.file_id
            and numbered_lines.transaction_set_number = matched_as_billed.transaction_set_number
            and numbered_lines.claim_number = matched_as_billed.claim_number
            and numbered_lines.service_line_number = matched_as_billed.service_line_number
),

-- Two lines of one answer never stand for the same billed line: the first keeps the place.
kept_matches as (
    select
        *,
        case
            when
                row_number() over (
                    partition by
                        chain_number,
                        cell_procedure_code,
                        service_date,
                        answer_number,
                        wanted_place
                    order by place
                ) = 1
                then wanted_place
        end as kept_place,
    from first_matches
),

-- Anchor lines an answer has not yet matched, and the lines it has left, pair off in order.
free_places as (
    select
        answers.chain_number,
        answers.cell_procedure_code,
        answers.service_date,
        answers.answer_number,
        anchors.place,
        row_number() over (
            partition by
                answers.chain_number,
                answers.cell_procedure_code,
                answers.service_date,
                answers.answer_number
            order by anchors.place
        ) as free_number,
    from (
        select distinct
            chain_number,
            cell_procedure_code,
            service_date,
            answer_number,
        from kept_matches
        where kept_place is null
    ) as answers
    inner join anchors
        on
            answers.chain_number = anchors.chain_number
            and answers.cell_procedure_code = anchors.cell_procedure_code
            and answers.service_date = anchors.service_date
    left join kept_matches as taken
        on
            answers.chain_number = taken.chain_number
            and answers.cell_procedure_code = taken.cell_procedure_code
            and answers.service_date = taken.service_date
            and answers.answer_number = taken.answer_number
            and anchors.place = taken.kept_place
    where taken.kept_place is null
),

left_over as (
    select
        *,
        row_number() over (
            partition by
                chain_number,
                cell_procedure_code,
                service_date,
                answer_number,
                kept_place is null
            order by place
        ) as free_number,
    from kept_matches
)

select
    left_over.file_id,
    left_over.transaction_set_number,
    left_over.claim_number,
    left_over.service_line_number,
    left_over.chain_number,
    left_over.answer_number,
    left_over.cell_procedure_code as billed_procedure_code,
    left_over.service_date,
    -- Beyond the anchor's lines: a line of its own, numbered after them.
    coalesce(
        left_over.kept_place, free_places.place, 1000 + left_over.place
    )::integer as billed_line_place,
    dense_rank() over (
        partition by left_over.chain_number
        order by
            left_over.cell_procedure_code,
            left_over.service_date,
            coalesce(left_over.kept_place, free_places.place, 1000 + left_over.place)
    )::integer as chain_line_number,
    false as is_whole_claim,
from left_over
left join free_places
    on
        left_over.kept_place is null
        and left_over.chain_number = free_places.chain_number
        and left_over.cell_procedure_code = free_places.cell_procedure_code
        and left_over.service_date = free_places.service_date
        and left_over.answer_number = free_places.answer_number
        and left_over.free_number = free_places.free_number
union all
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    chain_number,
    answer_number,
    procedure_code as billed_procedure_code,
    service_date,
    row_number() over (
        partition by chain_number, procedure_code, service_date
        order by service_line_number, claim_number, transaction_set_number, file_id
    )::integer as billed_line_place,
    service_line_number as chain_line_number,
    false as is_whole_claim,
from dated_lines
where chain_number not in (select answered_again.chain_number from answered_again)
union all
select
    remitted_lines.file_id,
    remitted_lines.transaction_set_number,
    remitted_lines.claim_number,
    remitted_lines.service_line_number,
    remitted_lines.chain_number,
    remitted_lines.answer_number,
    'No line' as billed_procedure_code,
    date '1900-01-01' as service_date,
    1 as billed_line_place,
    1 as chain_line_number,
    true as is_whole_claim,
from marts.remitted_lines
inner join whole_claims on remitted_lines.chain_number = whole_claims.chain_number
where not remitted_lines.is_reversal and not remitted_lines.is_predetermination;

comment on column marts.chain_lines.file_id is 'Key of the file.';
comment on column marts.chain_lines.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.chain_lines.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.chain_lines.service_line_number is 'Which SVC of the claim, from 1.';
comment on column marts.chain_lines.chain_number is 'The chain of answers to one claim.';
comment on column marts.chain_lines.answer_number is 'Which answer of the chain.';
comment on column marts.chain_lines.billed_procedure_code is 'Procedure under which the line was first answered.';
comment on column marts.chain_lines.service_date is 'Day of service, by which lines are matched.';
comment on column marts.chain_lines.billed_line_place is 'Which line of that procedure and day.';
comment on column marts.chain_lines.chain_line_number is 'The line within its chain: same number, same billed line.';
comment on column marts.chain_lines.is_whole_claim is 'All lines of the claim are judged as one.';

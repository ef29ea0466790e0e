-- What came of a line, told again from all answers to it.
-- grain: one row per line of a chain
--
-- An answer given in several lines (a claim without lines, parts) is one, under its largest denied
-- line. Refusals as a duplicate, and answers still to come, come first only where there is no other,
-- and never later.
with answers as (
    select
        line_chain_number as chain_number,
        chain_line_number,
        line_answer_number as answer_number,
        first(
            verdict order by denied_amount desc, charge_amount desc, service_line_number
        ) as verdict_of_part,
        count(*) as part_count,
        first(
            is_duplicate or is_not_final
            order by denied_amount desc, charge_amount desc, service_line_number
        ) as is_apart,
        bool_or(is_reversed) as is_reversed,
        bool_or(is_denied) as is_denied,
        min(remit_date) as remit_date,
        sum(paid_amount) as paid_amount,
        sum(cost_share_amount) as cost_share_amount,
        sum(denied_amount) as denied_amount,
    from temp.answered_lines
    where chain_line_number is not null
    group by line_chain_number, chain_line_number, line_answer_number
),

judged as (
    select
        *,
        case
            when part_count = 1 or denied_amount <= 0 then verdict_of_part
            when paid_amount <= 0 and cost_share_amount <= 0 then 'full'
            else 'partial'
        end as verdict,
        answer_number + case when is_apart then 1000000 else 0 end as place,
    from answers
),

placed as (
    select
        *,
        min(place) over (partition by chain_number, chain_line_number) as first_place,
    from judged
),

gathered as (
    select
        chain_number,
        chain_line_number,
        bool_or(place = first_place and is_denied) as is_denied,
        bool_or(place = first_place and is_reversed) as is_reversed,
        max(remit_date) filter (where place = first_place) as remit_date,
        sum(paid_amount) filter (where place = first_place) as paid_amount,
        sum(denied_amount) filter (where place = first_place) as denied_amount,
        count(*) filter (where place > first_place and not is_apart) as later_answer_count,
        count(*) filter (where place > first_place and not is_apart and verdict = 'full')
            as re_denial_count,
        coalesce(
            sum(paid_amount) filter (
                where place > first_place and not is_apart and not is_reversed
            ),
            0
        ) as later_paid_amount,
        max(place) filter (where place > first_place and not is_apart and not is_reversed)
            as last_place,
    from placed
    group by chain_number, chain_line_number
)

select
    gathered.chain_number,
    gathered.chain_line_number,
    gathered.is_denied,
    gathered.is_reversed,
    gathered.remit_date,
    gathered.denied_amount,
    gathered.later_answer_count,
    gathered.re_denial_count,
    gathered.later_paid_amount
    + case when gathered.is_reversed then 0 else gathered.paid_amount end
        as final_paid_amount,
    case
        when not gathered.is_denied then 0
        else greatest(
            gathered.later_paid_amount
            - case when gathered.is_reversed then gathered.paid_amount else 0 end,
            0
        )
    end as recovered_amount,
    last_answers.verdict as last_verdict,
    last_answers.denied_amount as last_denied_amount,
    last_answers.remit_date as last_remit_date,
from gathered
left join placed as last_answers
    on
        gathered.chain_number = last_answers.chain_number
        and gathered.chain_line_number = last_answers.chain_line_number
        and gathered.last_place = last_answers.place

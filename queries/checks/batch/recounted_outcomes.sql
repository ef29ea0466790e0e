-- What came of a line, worked out again from all answers to it and what was taken back.
-- grain: one row per line of a chain
--
-- An answer given in several lines (a claim without lines, parts) is one, under its largest denied
-- line. Refusals as a duplicate, and answers still to come, come first only where there is no other,
-- and never later.
-- One file: a second way to marts.denial_results must share nothing with the marts it checks.
with answers as (
    select
        line_chain_number as chain_number,
        chain_line_number,
        line_answer_number as answer_number,
        first(
            verdict
            order by
                denied_amount desc, charge_amount desc, service_line_number, claim_number
        ) as verdict_of_part,
        count(*) as part_count,
        bool_and(is_duplicate or is_not_final) as is_apart,
        bool_and(is_reversed) as is_reversed,
        bool_or(is_denied) as is_denied,
        max(remit_date) as remit_date,
        sum(paid_amount) as paid_amount,
        coalesce(sum(paid_amount) filter (where not is_reversed), 0) as standing_paid_amount,
        sum(cost_share_amount) as cost_share_amount,
        coalesce(sum(cost_share_amount) filter (where not is_reversed), 0)
            as standing_cost_share_amount,
        sum(denied_amount) as denied_amount,
    from temp.answered_lines
    where chain_line_number is not null
    group by line_chain_number, chain_line_number, line_answer_number
),

judged as (
    select
        *,
        case
            when part_count = 1 then verdict_of_part
            when denied_amount > 0 and paid_amount <= 0 and cost_share_amount <= 0 then 'full'
            when denied_amount > 0 then 'partial'
            when paid_amount > 0 or cost_share_amount > 0 then 'paid'
            else verdict_of_part
        end as verdict,
        answer_number + case when is_apart then 1000000 else 0 end as place,
    from answers
),

placed as (
    select
        *,
        place = min(place) over (partition by chain_number, chain_line_number) as is_first,
    from judged
),

first_answers as (
    select *
    from placed
    where is_first
),

later_answers as (
    select
        chain_number,
        chain_line_number,
        count(*) as later_answer_count,
        count(*) filter (where verdict = 'full') as re_denial_count,
        sum(standing_paid_amount) as paid_amount,
        sum(standing_cost_share_amount) as cost_share_amount,
        max(place) filter (where not is_reversed) as last_place,
    from placed
    where not is_first and not is_apart
    group by chain_number, chain_line_number
),

-- What a reversal takes back in part is taken from a line by marts.partial_takebacks; what stands
-- there must be the reversal's own payment (takebacks_unlike_their_reversals).
taken_back as (
    select
        partial_takebacks.chain_number,
        partial_takebacks.chain_line_number,
        sum(partial_takebacks.taken_back_amount) as taken_back_amount,
    from marts.partial_takebacks
    inner join first_answers
        on
            partial_takebacks.chain_number = first_answers.chain_number
            and partial_takebacks.chain_line_number = first_answers.chain_line_number
            and partial_takebacks.taken_from_answer_number >= first_answers.answer_number
    group by partial_takebacks.chain_number, partial_takebacks.chain_line_number
),

gathered as (
    select
        first_answers.chain_number,
        first_answers.chain_line_number,
        first_answers.remit_date,
        first_answers.is_denied,
        first_answers.is_reversed,
        first_answers.denied_amount,
        coalesce(later_answers.later_answer_count, 0) as later_answer_count,
        coalesce(later_answers.re_denial_count, 0) as re_denial_count,
        coalesce(taken_back.taken_back_amount, 0) as taken_back_amount,
        coalesce(later_answers.paid_amount, 0) as later_paid_amount,
        first_answers.standing_paid_amount
        + coalesce(later_answers.paid_amount, 0)
        - coalesce(taken_back.taken_back_amount, 0) as final_paid_amount,
        first_answers.standing_cost_share_amount
        + coalesce(later_answers.cost_share_amount, 0)
        - first_answers.cost_share_amount as gained_cost_share_amount,
        first_answers.paid_amount,
        last_answers.verdict as last_verdict,
        last_answers.denied_amount as last_denied_amount,
        last_answers.remit_date as last_remit_date,
    from first_answers
    left join later_answers
        on
            first_answers.chain_number = later_answers.chain_number
            and first_answers.chain_line_number = later_answers.chain_line_number
    left join taken_back
        on
            first_answers.chain_number = taken_back.chain_number
            and first_answers.chain_line_number = taken_back.chain_line_number
    left join placed as last_answers
        on
            first_answers.chain_number = last_answers.chain_number
            and first_answers.chain_line_number = last_answers.chain_line_number
            and later_answers.last_place = last_answers.place
),

-- What was gained is all that is paid in the end, less what the first answer paid; where no
-- later answer stands, nothing was.
decided as (
    select
        *,
        case
            when is_denied and last_verdict is not null
                then greatest(final_paid_amount - paid_amount, 0)
            else 0
        end as recovered_amount,
        case
            when not is_denied then null
            when last_verdict is null then case when is_reversed then 'reversed' else 'open' end
            when
                last_verdict in ('paid', 'partial')
                and final_paid_amount - paid_amount + gained_cost_share_amount > 0
                then case when last_verdict = 'paid' then 'recovered' else 'partly_recovered' end
            when
                last_verdict in ('paid', 'partial')
                and taken_back_amount > 0
                and taken_back_amount >= later_paid_amount
                then 'open'
            else 're_denied'
        end as outcome,
    from gathered
)

select
    *,
    case
        when outcome is null or outcome = 'recovered' then 0
        when outcome in ('open', 'reversed') or last_verdict in ('suspect', 'unstated')
            then denied_amount
        else least(denied_amount, last_denied_amount)
    end as still_denied_amount,
from decided

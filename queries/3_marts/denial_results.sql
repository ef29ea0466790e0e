-- What came of a line after the answer that counts as its denial, in outcome and in dollars.
-- grain: one row per line of a chain from its first answer; and one per line denied after payment
-- scope: claim
-- needs: marts.line_answers
--
-- Later answers are those after the one that counts; a reversal takes its answer's money back, a
-- partial takeback its part. What was taken back still happened.
-- recovered: the last standing later answer denies nothing, and brings more money or cost share
-- than before. partly_recovered: it brings more and still denies a part. re_denied: it brings
-- nothing more. reversed: the denial was taken back and nothing stands after it. open: no later
-- answer stands, or all it paid was taken back.
-- Every denied dollar is in one of four: still denied, recovered by payment, passed to the patient,
-- written down (denied no more, and nobody is to pay it: what the contract does not allow).
-- Denied after payment: the first answer paid, a reversal took that back, a later answer denies.
-- One file: outcome and dollars come step by step from the same later answers, which a mart between
-- would hold once more.
with later_answers as (
    select *
    from marts.line_answers
    where place > 1 and not is_apart
),

denied_after_payment as (
    select
        later_answers.chain_number,
        later_answers.chain_line_number,
        min(later_answers.place) as place,
    from later_answers
    inner join marts.line_answers as first_answers
        on
            later_answers.chain_number = first_answers.chain_number
            and later_answers.chain_line_number = first_answers.chain_line_number
            and first_answers.place = 1
            and not first_answers.is_denied
            and not first_answers.is_apart
            and first_answers.is_reversed
            and first_answers.paid_amount + first_answers.cost_share_amount > 0
    where later_answers.is_denied
    group by later_answers.chain_number, later_answers.chain_line_number
),

starts as (
    select
        *,
        false as is_after_payment,
    from marts.line_answers
    where place = 1
    union all
    select
        line_answers.*,
        true as is_after_payment,
    from marts.line_answers
    inner join denied_after_payment
        on
            line_answers.chain_number = denied_after_payment.chain_number
            and line_answers.chain_line_number = denied_after_payment.chain_line_number
            and line_answers.place = denied_after_payment.place
),

followed as (
    select
        starts.chain_number,
        starts.chain_line_number,
        starts.is_after_payment,
        count(*) as later_answer_count,
        count(*) filter (where later_answers.verdict = 'full') as re_denial_count,
        sum(later_answers.standing_paid_amount) as later_paid_amount,
        sum(later_answers.standing_cost_share_amount) as later_cost_share_amount,
        arg_max(
            struct_pack(
                verdict := later_answers.verdict,
                denied_amount := later_answers.denied_amount,
                remit_date := later_answers.remit_date
            ),
            later_answers.place
        ) filter (where not later_answers.is_reversed) as last_answer,
    from starts
    inner join later_answers
        on
            starts.chain_number = later_answers.chain_number
            and starts.chain_line_number = later_answers.chain_line_number
            and starts.place < later_answers.place
    group by starts.chain_number, starts.chain_line_number, starts.is_after_payment
),

taken_back as (
    select
        starts.chain_number,
        starts.chain_line_number,
        starts.is_after_payment,
        sum(partial_takebacks.taken_back_amount) as taken_back_amount,
    from starts
    inner join marts.partial_takebacks
        on
            starts.chain_number = partial_takebacks.chain_number
            and starts.chain_line_number = partial_takebacks.chain_line_number
            and starts.answer_number <= partial_takebacks.taken_from_answer_number
    group by starts.chain_number, starts.chain_line_number, starts.is_after_payment
),

summed as (
    select
        starts.*,
        coalesce(followed.later_answer_count, 0) as later_answer_count,
        coalesce(followed.re_denial_count, 0) as re_denial_count,
        coalesce(followed.later_paid_amount, 0)
        - (starts.paid_amount - starts.standing_paid_amount)
        - coalesce(taken_back.taken_back_amount, 0) as later_paid_amount,
        coalesce(followed.later_cost_share_amount, 0)
        - (starts.cost_share_amount - starts.standing_cost_share_amount)
            as later_cost_share_amount,
        starts.standing_paid_amount
        + coalesce(followed.later_paid_amount, 0)
        - coalesce(taken_back.taken_back_amount, 0) as final_paid_amount,
        coalesce(taken_back.taken_back_amount, 0) as taken_back_amount,
        coalesce(taken_back.taken_back_amount, 0) > 0
        and coalesce(taken_back.taken_back_amount, 0)
        >= coalesce(followed.later_paid_amount, 0) as is_all_taken_back,
        followed.last_answer,
    from starts
    left join followed
        on
            starts.chain_number = followed.chain_number
            and starts.chain_line_number = followed.chain_line_number
            and starts.is_after_payment = followed.is_after_payment
    left join taken_back
        on
            starts.chain_number = taken_back.chain_number
            and starts.chain_line_number = taken_back.chain_line_number
            and starts.is_after_payment = taken_back.is_after_payment
),

decided as (
    select
        *,
        case
            when not is_denied then null
            when last_answer is null and is_reversed then 'reversed'
            when last_answer is null then 'open'
            when
                last_answer.verdict = 'paid'
                and later_paid_amount + later_cost_share_amount > 0
                then 'recovered'
            when
                last_answer.verdict = 'partial'
                and later_paid_amount + later_cost_share_amount > 0
                then 'partly_recovered'
            when last_answer.verdict in ('paid', 'partial') and is_all_taken_back then 'open'
            else 're_denied'
        end as outcome,
    from summed
),

-- A later answer that pays nothing and says nothing leaves the denial where it was.
measured as (
    select
        *,
        case when last_answer is null then 0 else greatest(later_paid_amount, 0) end
            as recovered_amount,
        case
            when not is_denied then 0
            when outcome = 'recovered' then 0
            when outcome in ('open', 'reversed') then denied_amount
            when last_answer.verdict in ('suspect', 'unstated') then denied_amount
            else least(denied_amount, last_answer.denied_amount)
        end as still_denied_amount,
    from decided
),

split as (
    select
        *,
        least(recovered_amount, denied_amount - still_denied_amount) as recovered_denied_amount,
    from measured
)

select
    chain_number,
    chain_line_number,
    is_after_payment,
    answer_number,
    line_id,
    verdict,
    is_denied,
    is_reversed,
    charge_amount,
    paid_amount,
    cost_share_amount,
    denied_amount,
    remit_date,
    later_answer_count::integer as later_answer_count,
    re_denial_count::integer as re_denial_count,
    outcome,
    last_answer.verdict as last_verdict,
    last_answer.remit_date as last_remit_date,
    case when is_denied then recovered_amount else 0 end::decimal(12, 2) as recovered_amount,
    case when is_denied then recovered_denied_amount else 0 end::decimal(12, 2)
        as recovered_denied_amount,
    case
        when is_denied
            then
                greatest(
                    least(
                        later_cost_share_amount,
                        denied_amount - still_denied_amount - recovered_denied_amount
                    ),
                    0
                )
        else 0
    end::decimal(12, 2) as recovered_cost_share_amount,
    case
        when is_denied
            then
                denied_amount
                - still_denied_amount
                - recovered_denied_amount
                - greatest(
                    least(
                        later_cost_share_amount,
                        denied_amount - still_denied_amount - recovered_denied_amount
                    ),
                    0
                )
        else 0
    end::decimal(12, 2) as written_down_amount,
    still_denied_amount::decimal(12, 2) as still_denied_amount,
    taken_back_amount::decimal(12, 2) as taken_back_amount,
    final_paid_amount::decimal(12, 2) as final_paid_amount,
from split;

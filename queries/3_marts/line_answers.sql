-- What one answer of a payer says of a line of a chain, its parts added up.
-- grain: one row per line of a chain and answer
-- scope: claim
-- needs: marts.chain_lines
--
-- Lines of a claim judged as one, and parts of a line split by units or side, are added up: the sum
-- is denied in part where a part is. It is shown under the part that denies most.
-- The first answer is the first that is neither a duplicate refusal nor a "still to come"; where
-- nothing else was said, such an answer stands first and is reported apart.
-- Most claims are answered once: only the others have parts to add up, and an order to be found.
with chains_answered_again as (
    select chain_number
    from marts.chain_lines
    group by chain_number
    having min(answer_number) < max(answer_number) or bool_or(is_whole_claim)
),

answers as (
    select
        chain_lines.chain_number,
        chain_lines.chain_line_number,
        chain_lines.answer_number,
        chains_answered_again.chain_number is not null as is_answered_again,
        chain_lines.line_id,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        remitted_lines.verdict,
        remitted_lines.is_denied,
        remitted_lines.is_duplicate or remitted_lines.is_not_final as is_apart,
        remitted_lines.is_reversed,
        remitted_lines.charge_amount,
        remitted_lines.paid_amount,
        case when remitted_lines.is_reversed then 0 else remitted_lines.paid_amount end
            as standing_paid_amount,
        remitted_lines.cost_share_amount,
        case when remitted_lines.is_reversed then 0 else remitted_lines.cost_share_amount end
            as standing_cost_share_amount,
        remitted_lines.denied_amount,
        remitted_lines.remit_date,
    from marts.chain_lines
    inner join marts.remitted_lines on chain_lines.line_id = remitted_lines.line_id
    left join chains_answered_again
        on chain_lines.chain_number = chains_answered_again.chain_number
),

sums as (
    select
        chain_number,
        chain_line_number,
        answer_number,
        arg_max(
            struct_pack(line_id := line_id, verdict := verdict),
            struct_pack(
                denied_amount := denied_amount,
                charge_amount := charge_amount,
                place := -service_line_number,
                claim_place := -claim_number
            )
        ) as shown,
        bool_or(is_denied) as is_denied,
        bool_and(is_apart) as is_apart,
        bool_and(is_reversed) as is_reversed,
        sum(charge_amount)::decimal(12, 2) as charge_amount,
        sum(paid_amount)::decimal(12, 2) as paid_amount,
        sum(standing_paid_amount)::decimal(12, 2) as standing_paid_amount,
        sum(cost_share_amount)::decimal(12, 2) as cost_share_amount,
        sum(standing_cost_share_amount)::decimal(12, 2) as standing_cost_share_amount,
        sum(denied_amount)::decimal(12, 2) as denied_amount,
        max(remit_date) as remit_date,
    from answers
    where is_answered_again
    group by chain_number, chain_line_number, answer_number
)

select  -- noqa: AM07
    chain_number,
    chain_line_number,
    answer_number,
    shown.line_id,
    case
        when denied_amount > 0 and paid_amount <= 0 and cost_share_amount <= 0 then 'full'
        when denied_amount > 0 then 'partial'
        when paid_amount > 0 or cost_share_amount > 0 then 'paid'
        else shown.verdict
    end as verdict,
    is_denied,
    is_apart,
    is_reversed,
    charge_amount,
    paid_amount,
    standing_paid_amount,
    cost_share_amount,
    standing_cost_share_amount,
    denied_amount,
    remit_date,
    row_number() over (
        partition by chain_number, chain_line_number
        order by is_apart, answer_number
    )::integer as place,
from sums
union all by name
select
    * exclude (is_answered_again, claim_number, service_line_number),
    1 as place,
from answers
where not is_answered_again;

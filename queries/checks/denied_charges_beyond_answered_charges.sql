-- What was denied of a payer's week is between nothing and what was charged in it.
-- grain: one row per payer and week out of that range
select
    payer_name,
    remit_week,
    sum(charge_amount) filter (where is_denied) as denied_charge_amount,
    sum(greatest(charge_amount, 0)) as charge_amount,
    sum(denied_amount) as denied_amount,
from temp.touched_outcomes
where verdict is distinct from 'unanswered'
group by payer_name, remit_week
having
    coalesce(sum(charge_amount) filter (where is_denied), 0) < 0
    or coalesce(sum(charge_amount) filter (where is_denied), 0)
    > sum(greatest(charge_amount, 0))
    or sum(denied_amount) < 0
    or sum(denied_amount) > coalesce(sum(charge_amount) filter (where is_denied), 0)

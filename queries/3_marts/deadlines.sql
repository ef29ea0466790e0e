-- Until when something can still be done about a denied line that is open.
-- grain: one row per denied line with open dollars and kind of deadline
-- scope: claim
--
-- A line that was paid, taken back and then denied runs from the answer that denied it.
-- A limit counted from the remittance runs from the last refusal that stands: being denied again is
-- a new determination, which opens its time again (42 CFR 405.942 for Medicare; contracts alike). A
-- refusal as a duplicate, or a "still to come", opens nothing. Where the refusal was taken back and
-- nothing stands after it, time runs from that refusal: the careful reading.
with denials as (
    select
        *,
        not is_duplicate and not is_not_final as is_counted,
    from marts.line_outcomes
    union all by name
    select
        *,
        not is_initially_denied as is_counted,
    from marts.takebacks
),

open_denials as (
    select
        *,
        coalesce(resolved_date, remit_date) as refusal_date,
    from denials
    where is_denied and open_amount > 0 and not is_secondary and is_counted
),

counted as (
    select
        open_denials.claim_id,
        open_denials.line_id,
        open_denials.chain_number,
        open_denials.chain_line_number,
        deadline_rules.deadline_kind,
        deadline_rules.day_count,
        deadline_rules.is_verified,
        case deadline_rules.counted_from
            when 'service_date' then open_denials.service_date
            else open_denials.refusal_date
        end as counted_from_date,
    from open_denials
    inner join marts.deadline_rules
        on
            open_denials.payer_name = deadline_rules.payer_name
            and open_denials.line_of_business = deadline_rules.line_of_business
    where deadline_rules.day_count is not null
),

dated as (
    select
        *,
        counted_from_date + day_count as deadline_date,
    from counted
    where counted_from_date is not null
)

select
    claim_id,
    line_id,
    chain_number,
    chain_line_number,
    deadline_kind,
    day_count,
    is_verified,
    lead(deadline_date) over one_line is null as is_last,
    counted_from_date,
    deadline_date,
    lag(deadline_date) over one_line as earlier_deadline_date,
from dated
window
    one_line as (
        partition by chain_number, chain_line_number order by deadline_date, deadline_kind
    );

-- A reason of a line of a remittance extract, with its amount.
-- grain: one row per reason of a line; kept for the load only
--
-- Amounts come, in this order, from beside the reason, from a column of its own (deductible,
-- coinsurance, copay, contractual), from the denied amount where one reason alone can be meant, and
-- from arithmetic where one reason alone is left: charge minus paid minus what the others explain
-- (835 guide, balancing). Where several are left, none gets an amount, and each carries what they
-- leave unexplained together as residual_amount: the marts judge it, and we never guess.
--
-- A denial stated without a reason that denies (a denied amount, a status, a flag) has the reason
-- "not stated": for the denied amount, else for the one amount beside it, else for all that is left
-- of a line paid nothing. Of a line partly paid, what is left may be the contract's: it counts only
-- where the words say "partial" and no other line of the claim can be meant.
with reasons as (
    select
        csv_placed_rows.file_id,
        csv_placed_rows.transaction_set_number,
        csv_placed_rows.claim_number,
        csv_placed_rows.service_line_number,
        csv_placed_rows.row_number,
        csv_reasons.reason_number,
        csv_reasons.group_code,
        csv_reasons.carc_code,
        csv_reasons.reason_words,
        csv_reasons.amount,
        csv_reasons.is_amount_beside,
        -- A code that is in no list may deny: it is named, and never hidden behind "not stated".
        coalesce(carc.is_denial = 'y', true) as may_deny,
        try_cast(csv_rows.denied_amount as decimal(12, 2)) as denied_amount_of_row,
    from temp.csv_reasons
    inner join temp.csv_placed_rows using (file_id, row_number)
    inner join temp.csv_rows using (file_id, row_number)
    left join reference.carc on ltrim(upper(csv_reasons.carc_code), '0') = upper(carc.carc_code)
),

-- A reason cited again without an amount says nothing new (a CARC column beside a reason column).
-- One file: each way to an amount takes what the ways before it left.
single_reasons as (
    select
        *,
        count(*) filter (may_deny) over (partition by file_id, row_number) as denying_count_of_row,
    from reasons
    qualify
        amount is not null
        or row_number() over (
            partition by
                file_id, transaction_set_number, claim_number, service_line_number, carc_code
            order by amount is null, row_number, reason_number
        ) = 1
),

column_amounts as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        unnest(range(1001, 1005)) as reason_number,
        unnest(
            [
                {'group_code': 'CO', 'carc_code': '45', 'amount': contractual_amount},
                {'group_code': 'PR', 'carc_code': '1', 'amount': deductible_amount},
                {'group_code': 'PR', 'carc_code': '2', 'amount': coinsurance_amount},
                {'group_code': 'PR', 'carc_code': '3', 'amount': copay_amount},
            ],
            recursive := true
        ),
    from temp.csv_answered_lines
),

all_reasons as (
    select
        single_reasons.* replace (
            coalesce(single_reasons.amount, column_amounts.amount) as amount
        ),
    from single_reasons
    left join column_amounts using (
        file_id, transaction_set_number, claim_number, service_line_number, carc_code
    )
    union all by name
    select
        column_amounts.*,
        false as may_deny,
    from column_amounts
    anti join single_reasons using (
        file_id, transaction_set_number, claim_number, service_line_number, carc_code
    )
    where column_amounts.amount != 0
),

reasons_with_rivals as (
    select
        all_reasons.*,
        lines.denied_amount,
        lines.denied_amount_count,
        lines.noncovered_amount,
        count(*) filter (all_reasons.may_deny) over reasons_of_line as denying_count,
        -- What is written with a reason counts; what is beside it may be all that was adjusted.
        all_reasons.amount is null
        or all_reasons.amount = 0
        or coalesce(all_reasons.is_amount_beside, false) as is_open,
    from all_reasons
    inner join temp.csv_answered_lines as lines using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
    window reasons_of_line as (
        partition by
            all_reasons.file_id, all_reasons.transaction_set_number, all_reasons.claim_number,
            all_reasons.service_line_number
    )
),

priced_reasons as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        reason_number,
        group_code,
        carc_code,
        reason_words,
        may_deny,
        case
            when may_deny and is_open and denying_count = 1 and denied_amount != 0
                then denied_amount
            when
                may_deny
                and is_open
                and denying_count_of_row = 1
                and denied_amount_count > 1
                and denied_amount_of_row != 0
                then denied_amount_of_row
            when may_deny and amount is null and denying_count = 1 and noncovered_amount != 0
                then noncovered_amount
            else amount
        end as amount,
    from reasons_with_rivals
),

told_of_lines as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        bool_or(may_deny) as has_denying_reason,
        count(*) as reason_count,
        count(*) filter (amount is null) as unpriced_count,
        coalesce(sum(amount), 0) as explained_amount,
        coalesce(sum(amount) filter (group_code = 'PR'), 0) as cost_share_amount,
    from priced_reasons
    group by file_id, transaction_set_number, claim_number, service_line_number
),

claims_of_one_line as (
    select
        file_id,
        transaction_set_number,
        claim_number,
    from temp.csv_answered_lines
    where
        (file_id, transaction_set_number, claim_number) in (
            select (file_id, transaction_set_number, claim_number)
            from temp.csv_answered_lines
            where states_part
        )
    group by file_id, transaction_set_number, claim_number
    having count(*) = 1
),

stated_denials as (
    select
        lines.*,
        coalesce(told.reason_count, 0) as reason_count,
        coalesce(told.unpriced_count, 0) as unpriced_count,
        lines.charge_amount
        - coalesce(lines.paid_amount, 0)
        - coalesce(told.explained_amount, 0) as left_amount,
        -- Of a line paid in part: less what the contract and the patient bear, as far as it is told.
        case
            when lines.allowed_amount > 0 and coalesce(told.explained_amount, 0) = 0
                then lines.charge_amount - lines.allowed_amount
            else 0
        end
        + case
            when coalesce(told.cost_share_amount, 0) = 0
                then coalesce(lines.patient_responsibility_amount, 0)
            else 0
        end as borne_amount,
        raw.amounts_in(lines.adjustment_amounts) as amounts_beside,
        claims_of_one_line.claim_number is not null as is_only_line,
    from temp.csv_answered_lines as lines
    left join told_of_lines as told using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
    left join claims_of_one_line using (file_id, transaction_set_number, claim_number)
    where
        (lines.states_denial or lines.denied_amount != 0)
        and not coalesce(told.has_denying_reason, false)
),

not_stated_reasons as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        2001 as reason_number,
        '' as group_code,
        'not stated' as carc_code,
        true as may_deny,
        case
            when denied_amount != 0 and (left_amount is null or unpriced_count > 0)
                then denied_amount
            when denied_amount != 0 and charge_amount < 0
                then least(greatest(denied_amount, left_amount), 0)
            when denied_amount != 0 then greatest(least(denied_amount, left_amount), 0)
            when unpriced_count > 0 then 0
            when coalesce(paid_amount, 0) = 0
                then
                    case
                        when
                            reason_count = 0
                            and len(amounts_beside) = 1
                            and try_cast(amounts_beside[1] as decimal(12, 2))
                            between 0.01 and left_amount
                            then try_cast(amounts_beside[1] as decimal(12, 2))
                        else greatest(left_amount, 0)
                    end
            when states_part and is_only_line
                then greatest(left_amount - borne_amount, 0)
            else 0
        end as amount,
    from stated_denials
),

complete_reasons as (
    select *
    from priced_reasons
    union all by name
    select *
    from not_stated_reasons
    where amount != 0
),

residuals as (
    select
        complete_reasons.*,
        count(*) filter (complete_reasons.amount is null) over reasons_of_line as unpriced_count,
        lines.charge_amount
        - coalesce(lines.paid_amount, 0)
        - coalesce(sum(complete_reasons.amount) over reasons_of_line, 0) as unexplained_amount,
    from complete_reasons
    inner join temp.csv_answered_lines as lines using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
    window reasons_of_line as (
        partition by
            complete_reasons.file_id, complete_reasons.transaction_set_number,
            complete_reasons.claim_number, complete_reasons.service_line_number
    )
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    row_number,
    (
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_line_number
            order by row_number, reason_number
        )
    )::integer as adjustment_number,
    group_code,
    carc_code,
    reason_words,
    may_deny,
    coalesce(amount, case when unpriced_count = 1 then unexplained_amount end)::decimal(12, 2)
        as amount,
    (case when amount is null and unpriced_count > 1 then unexplained_amount end)::decimal(12, 2)
        as residual_amount,
from residuals

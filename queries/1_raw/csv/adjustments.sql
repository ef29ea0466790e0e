-- One reason why a charge was not paid whole, as a remittance extract tells of it.
-- grain: one row per reason of a line; service_line_number 0 is the claim level
--
-- Amounts come, in this order, from beside the reason, from a column of its own (deductible,
-- coinsurance, copay, contractual), from the denied amount where one reason alone can be meant, and
-- from arithmetic where one reason alone is left: charge minus paid minus what the others explain
-- (835 guide, balancing). Where several are left, none gets an amount, and each carries what they
-- leave unexplained together as residual_amount: the marts judge it, and we never guess.
with reasons as (
    select
        placed.file_id,
        placed.transaction_set_number,
        placed.claim_number,
        placed.service_line_number,
        placed.row_number,
        reasons.reason_number,
        reasons.group_code,
        reasons.carc_code,
        reasons.amount,
    from temp.csv_reasons as reasons
    inner join temp.csv_placed_rows as placed using (file_id, row_number)
),

-- A reason cited again without an amount says nothing new (a CARC column beside a reason column).
single_reasons as (
    select *
    from reasons
    qualify
        amount is not null
        or row_number() over (
            partition by
                file_id, transaction_set_number, claim_number, service_line_number, carc_code
            order by amount is null, row_number, reason_number
        ) = 1
),

lines as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        min(row_number) as row_number,
        try_cast(arg_min(charge_amount, row_number) as decimal(12, 2)) as charge_amount,
        coalesce(try_cast(arg_min(paid_amount, row_number) as decimal(12, 2)), 0)
            as paid_amount,
        try_cast(arg_min(denied_amount, row_number) as decimal(12, 2)) as denied_amount,
        [
            {
                'group_code': 'CO',
                'carc_code': '45',
                'amount': try_cast(arg_min(contractual_amount, row_number) as decimal(12, 2)),
            },
            {
                'group_code': 'PR',
                'carc_code': '1',
                'amount': try_cast(arg_min(deductible_amount, row_number) as decimal(12, 2)),
            },
            {
                'group_code': 'PR',
                'carc_code': '2',
                'amount': try_cast(arg_min(coinsurance_amount, row_number) as decimal(12, 2)),
            },
            {
                'group_code': 'PR',
                'carc_code': '3',
                'amount': try_cast(arg_min(copay_amount, row_number) as decimal(12, 2)),
            },
        ] as column_reasons,
    from temp.csv_placed_rows
    inner join temp.csv_rows using (file_id, row_number)
    group by file_id, transaction_set_number, claim_number, service_line_number
),

column_reasons as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        unnest(range(1001, 1005)) as reason_number,
        unnest(column_reasons, recursive := true),
    from lines
),

all_reasons as (
    select
        single_reasons.* replace (
            coalesce(single_reasons.amount, column_reasons.amount) as amount
        ),
    from single_reasons
    left join column_reasons
        on
            single_reasons.file_id = column_reasons.file_id
            and single_reasons.transaction_set_number = column_reasons.transaction_set_number
            and single_reasons.claim_number = column_reasons.claim_number
            and single_reasons.service_line_number = column_reasons.service_line_number
            and single_reasons.carc_code = column_reasons.carc_code
    union all by name
    select column_reasons.*
    from column_reasons
    anti join single_reasons using (
        file_id, transaction_set_number, claim_number, service_line_number, carc_code
    )
    where column_reasons.amount != 0
),

reasons_with_rivals as (
    select
        all_reasons.*,
        lines.charge_amount,
        lines.paid_amount,
        -- Cost share and contract write-offs are never what a denied amount means.
        amount is null and carc_code not in ('1', '2', '3', '45') as may_be_denied,
        lines.denied_amount,
        count(*) filter (
            amount is null and carc_code not in ('1', '2', '3', '45')
        ) over reasons_of_line as may_be_denied_count,
    from all_reasons
    inner join lines using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
    window reasons_of_line as (
        partition by file_id, transaction_set_number, claim_number, service_line_number
    )
),

priced_reasons as (
    select
        * replace (
            case
                when may_be_denied and may_be_denied_count = 1 and denied_amount != 0
                    then denied_amount
                else amount
            end as amount
        ),
    from reasons_with_rivals
),

residuals as (
    select
        *,
        count(*) filter (amount is null) over reasons_of_line as unpriced_count,
        charge_amount - paid_amount - coalesce(sum(amount) over reasons_of_line, 0)
            as unexplained_amount,
    from priced_reasons
    window reasons_of_line as (
        partition by file_id, transaction_set_number, claim_number, service_line_number
    )
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    row_number as segment_number,
    row_number,
    (
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_line_number
            order by row_number, reason_number
        )
    )::integer as adjustment_number,
    group_code,
    carc_code,
    coalesce(
        amount, case when unpriced_count = 1 then unexplained_amount end
    )::decimal(12, 2)::varchar as amount,
    case when amount is null and unpriced_count > 1 then unexplained_amount end
        ::decimal(12, 2)::varchar as residual_amount,
from residuals

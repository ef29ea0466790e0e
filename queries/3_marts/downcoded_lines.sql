-- A line the payer answered under a lower procedure than was billed, and what that cost.
-- grain: one row per downcoded line, at its first answer
-- scope: claim
--
-- Downcoded: paid, in full or in part, under another code (835 SVC01) than was billed (SVC06) of
-- one code family (the same first four characters) and lower in it; or a remark of the list
-- downcoding_remarks says so. A code raised within its family is not, with any remark.
-- A line refused whole is a denial. Secondary answers follow the first payer's and are counted
-- separately. Allowed is paid and cost share; what the payer usually allows is told by
-- marts.usual_shares.
with changing_remarks as (
    select
        remarks.line_id,
        array_to_string(list_sort(list(distinct remarks.remark_code)), ' ') as remark_codes,
    from marts.remarks
    inner join reference.downcoding_remarks
        on remarks.remark_code = downcoding_remarks.remark_code
    group by remarks.line_id
),

-- Where the answer repeats no billed code (SVC06), the matched line of the claim file tells it.
answered as (
    select
        line_outcomes.claim_id,
        line_outcomes.line_id,
        line_outcomes.file_id,
        line_outcomes.transaction_set_number,
        line_outcomes.claim_number,
        line_outcomes.service_line_number,
        line_outcomes.linked_claim_id,
        line_outcomes.payer_name,
        case
            when
                changing_remarks.remark_codes is not null
                and line_outcomes.procedure_code = line_outcomes.paid_procedure_code
                then coalesce(service_lines.procedure_code, line_outcomes.procedure_code)
            else line_outcomes.procedure_code
        end as procedure_code,
        line_outcomes.paid_procedure_code,
        changing_remarks.remark_codes,
        line_outcomes.charge_amount,
        line_outcomes.paid_amount + line_outcomes.cost_share_amount as allowed_amount,
    from marts.line_outcomes
    left join changing_remarks on line_outcomes.line_id = changing_remarks.line_id
    left join marts.service_lines on line_outcomes.billed_line_id = service_lines.line_id
    where
        line_outcomes.verdict in ('paid', 'partial')
        and not line_outcomes.is_secondary
        and line_outcomes.charge_amount > 0
),

judged as (
    select
        *,
        coalesce(
            case
                when
                    left(procedure_code, 4) = left(paid_procedure_code, 4)
                    and procedure_code != paid_procedure_code
                    then paid_procedure_code < procedure_code
                else remark_codes is not null
            end,
            false
        ) as is_downcoded,
    from answered
)

select
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    linked_claim_id,
    payer_name,
    procedure_code,
    paid_procedure_code,
    coalesce(remark_codes, '') as remark_codes,
    charge_amount,
    allowed_amount::decimal(12, 2) as allowed_amount,
from judged
where is_downcoded;

-- A line the payer answered under a lower procedure than was billed, and what that cost.
-- grain: one row per downcoded line, at its first answer
-- scope: store
--
-- Downcoded: paid, in whole or in part, under another code (835 SVC01) than was billed (SVC06) of one
-- code family (the same first four characters) and lower in it; or a remark of the list
-- downcoding_remarks says so. A code raised within its family is not, whatever its remark.
-- A line refused whole is a denial. Secondary answers follow the first payer's and stand apart.
-- Dollars: what this payer usually allows of the billed code's charge (the median share over its lines
-- paid whole under that code) times this charge, less what it allowed here. Allowed is paid and
-- cost share. Under five such lines nothing is said.
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
        line_outcomes.payer_name,
        line_outcomes.verdict,
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
),

usual as (
    select
        payer_name,
        procedure_code,
        count(*) as example_count,
        median(allowed_amount::double / charge_amount::double) as usual_share,
    from judged
    where
        verdict = 'paid'
        and not is_downcoded
        and procedure_code = paid_procedure_code
        and allowed_amount > 0
    group by payer_name, procedure_code
),

measured as (
    select
        judged.*,
        coalesce(usual.example_count, 0)::integer as example_count,
        case
            when usual.example_count >= 5
                then round(usual.usual_share * judged.charge_amount::double, 2)
        end::decimal(12, 2) as usual_allowed_amount,
    from judged
    left join usual
        on
            judged.payer_name = usual.payer_name
            and judged.procedure_code = usual.procedure_code
    where judged.is_downcoded
)

select
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    payer_name,
    procedure_code,
    paid_procedure_code,
    coalesce(remark_codes, '') as remark_codes,
    example_count,
    charge_amount,
    allowed_amount::decimal(12, 2) as allowed_amount,
    usual_allowed_amount,
    case
        when usual_allowed_amount is not null
            then greatest(usual_allowed_amount - allowed_amount, 0)
    end::decimal(12, 2) as downcoded_amount,
from measured;

comment on column marts.downcoded_lines.claim_id is 'Key of the claim as the file of the answer tells of it.';
comment on column marts.downcoded_lines.line_id is 'Key of the line there.';
comment on column marts.downcoded_lines.file_id is 'Key of the file of the answer.';
comment on column marts.downcoded_lines.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.downcoded_lines.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.downcoded_lines.service_line_number is 'Which SVC of the claim, from 1; 0 is the claim.';
comment on column marts.downcoded_lines.payer_name is 'Name the team knows the payer by.';
comment on column marts.downcoded_lines.procedure_code is 'Procedure as billed (SVC06, else the matched claim line).';
comment on column marts.downcoded_lines.paid_procedure_code is 'Procedure the payer answered (SVC01).';
comment on column marts.downcoded_lines.remark_codes is 'Remarks that say the code was changed, if any.';
comment on column marts.downcoded_lines.example_count is 'Lines of this payer paid whole under the billed code.';
comment on column marts.downcoded_lines.charge_amount is 'US dollars charged.';
comment on column marts.downcoded_lines.allowed_amount is 'US dollars paid and cost share.';
comment on column marts.downcoded_lines.usual_allowed_amount is 'US dollars usually allowed; null under five examples.';
comment on column marts.downcoded_lines.downcoded_amount is 'US dollars lost to the change; null under five examples.';

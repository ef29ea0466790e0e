-- What one answer of a payer says of a line of a chain, its parts added up.
-- grain: one row per line of a chain and answer
-- scope: claim
--
-- Lines of a claim judged as one, and parts of a line split by units or side, are added up: the sum
-- is denied in part where a part is. It is shown under the part that denies most.
-- The first answer is the first that is neither a duplicate refusal nor a "still to come"; where
-- nothing else was said, such an answer stands first and is reported apart.
with answers as (
    select
        chain_lines.chain_number,
        chain_lines.chain_line_number,
        chain_lines.answer_number,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
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
    inner join marts.remitted_lines
        on
            chain_lines.file_id = remitted_lines.file_id
            and chain_lines.transaction_set_number = remitted_lines.transaction_set_number
            and chain_lines.claim_number = remitted_lines.claim_number
            and chain_lines.service_line_number = remitted_lines.service_line_number
),

in_parts as (
    select
        chain_number,
        chain_line_number,
        answer_number,
    from marts.chain_lines
    group by chain_number, chain_line_number, answer_number
    having count(*) > 1
),

sums as (
    select
        answers.chain_number,
        answers.chain_line_number,
        answers.answer_number,
        arg_max(
            struct_pack(
                file_id := answers.file_id,
                transaction_set_number := answers.transaction_set_number,
                claim_number := answers.claim_number,
                service_line_number := answers.service_line_number,
                verdict := answers.verdict
            ),
            struct_pack(
                denied_amount := answers.denied_amount,
                charge_amount := answers.charge_amount,
                place := -answers.service_line_number,
                claim_place := -answers.claim_number
            )
        ) as shown,
        bool_or(answers.is_denied) as is_denied,
        bool_and(answers.is_apart) as is_apart,
        bool_and(answers.is_reversed) as is_reversed,
        sum(answers.charge_amount)::decimal(12, 2) as charge_amount,
        sum(answers.paid_amount)::decimal(12, 2) as paid_amount,
        sum(answers.standing_paid_amount)::decimal(12, 2) as standing_paid_amount,
        sum(answers.cost_share_amount)::decimal(12, 2) as cost_share_amount,
        sum(answers.standing_cost_share_amount)::decimal(12, 2) as standing_cost_share_amount,
        sum(answers.denied_amount)::decimal(12, 2) as denied_amount,
        max(answers.remit_date) as remit_date,
    from answers
    inner join in_parts
        on
            answers.chain_number = in_parts.chain_number
            and answers.chain_line_number = in_parts.chain_line_number
            and answers.answer_number = in_parts.answer_number
    group by answers.chain_number, answers.chain_line_number, answers.answer_number
),

added_up as (
    select answers.*
    from answers
    left join in_parts
        on
            answers.chain_number = in_parts.chain_number
            and answers.chain_line_number = in_parts.chain_line_number
            and answers.answer_number = in_parts.answer_number
    where in_parts.chain_number is null
    union all
    select
        chain_number,
        chain_line_number,
        answer_number,
        shown.file_id,
        shown.transaction_set_number,
        shown.claim_number,
        shown.service_line_number,
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
    from sums
),

ordered as (
    select
        chain_number,
        chain_line_number,
        answer_number,
        row_number() over (
            partition by chain_number, chain_line_number
            order by is_apart, answer_number
        ) as place,
    from added_up
    where
        chain_number in (
            select chain_lines.chain_number
            from marts.chain_lines
            group by chain_lines.chain_number
            having min(chain_lines.answer_number) < max(chain_lines.answer_number)
        )
)

-- Most lines are answered once: only the others have an order to be found.
select
    added_up.chain_number,
    added_up.chain_line_number,
    added_up.answer_number,
    added_up.file_id,
    added_up.transaction_set_number,
    added_up.claim_number,
    added_up.service_line_number,
    added_up.verdict,
    added_up.is_denied,
    added_up.is_apart,
    added_up.is_reversed,
    added_up.charge_amount,
    added_up.paid_amount,
    added_up.standing_paid_amount,
    added_up.cost_share_amount,
    added_up.standing_cost_share_amount,
    added_up.denied_amount,
    added_up.remit_date,
    coalesce(ordered.place, 1)::integer as place,
from added_up
left join ordered
    on
        added_up.chain_number = ordered.chain_number
        and added_up.chain_line_number = ordered.chain_line_number
        and added_up.answer_number = ordered.answer_number;

comment on column marts.line_answers.chain_number is 'The chain of answers to one claim.';
comment on column marts.line_answers.chain_line_number is 'The line within its chain.';
comment on column marts.line_answers.answer_number is 'Which answer of the chain.';
comment on column marts.line_answers.file_id is 'Key of the file; of the part that denies most.';
comment on column marts.line_answers.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.line_answers.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.line_answers.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.line_answers.verdict is 'full, partial, suspect, unstated, paid or not_final.';
comment on column marts.line_answers.is_denied is 'Full or partial denial.';
comment on column marts.line_answers.is_apart is 'A duplicate refusal or "still to come": never counted beside another answer.';
comment on column marts.line_answers.is_reversed is 'A later reversal took it back.';
comment on column marts.line_answers.charge_amount is 'US dollars charged.';
comment on column marts.line_answers.paid_amount is 'US dollars paid.';
comment on column marts.line_answers.standing_paid_amount is 'US dollars paid and not reversed.';
comment on column marts.line_answers.cost_share_amount is 'US dollars of deductible, coinsurance, copay.';
comment on column marts.line_answers.standing_cost_share_amount is 'US dollars of cost share not reversed.';
comment on column marts.line_answers.denied_amount is 'US dollars denied.';
comment on column marts.line_answers.remit_date is 'Day of the answer.';
comment on column marts.line_answers.place is 'Which answer to the line, from 1; those kept apart come last.';

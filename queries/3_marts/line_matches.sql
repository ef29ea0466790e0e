-- Which billed line an answered line answers, and by what they were told to be the same.
-- grain: one row per answered line of a claim whose claim file is loaded
-- scope: claim
--
-- First by line control number (REF 6R; where none was sent, payers give back the line's number);
-- then, of the lines left, by procedure, modifiers, day and charge, where lines alike in all of them
-- pair off in order; then by procedure and day with the charge, with the modifiers, alone; then by
-- procedure. These only where as many lines are left on either side, or one billed line is answered
-- in parts: which of several is meant is never guessed. What is left then has the reason.
with answered_lines as (
    select
        remitted_lines.chain_number,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        answered_submissions.billed_file_id,
        answered_submissions.billed_transaction_set_number,
        answered_submissions.billed_claim_number,
        remitted_lines.procedure_code,
        array_to_string(list_sort(remitted_lines.modifier_codes), ' ') as modifier_set,
        ltrim(remitted_lines.line_control_number, '0') as line_control_number,
        remitted_lines.charge_amount,
        coalesce(remitted_lines.service_date, date '1900-01-01') as service_date,
    from marts.remitted_lines
    inner join marts.answered_submissions
        on
            remitted_lines.file_id = answered_submissions.file_id
            and remitted_lines.transaction_set_number = answered_submissions.transaction_set_number
            and remitted_lines.claim_number = answered_submissions.claim_number
),

billed_lines as (
    select
        service_lines.file_id,
        service_lines.transaction_set_number,
        service_lines.claim_number,
        service_lines.service_line_number,
        coalesce(service_lines.procedure_code, service_lines.revenue_code) as procedure_code,
        service_lines.revenue_code,
        array_to_string(list_sort(service_lines.modifier_codes), ' ') as modifier_set,
        ltrim(service_lines.line_control_number, '0') as line_control_number,
        coalesce(service_lines.charge_amount, 0) as charge_amount,
        coalesce(
            service_lines.service_date, claims.statement_from_date, date '1900-01-01'
        ) as service_date,
        count(*) over (
            partition by
                service_lines.file_id,
                service_lines.transaction_set_number,
                service_lines.claim_number,
                service_lines.line_control_number
        ) as same_number_count,
    from staging.service_lines
    inner join staging.claims
        on
            service_lines.file_id = claims.file_id
            and service_lines.transaction_set_number = claims.transaction_set_number
            and service_lines.claim_number = claims.claim_number
),

matched_by_number as (
    select
        answered_lines.file_id,
        answered_lines.transaction_set_number,
        answered_lines.claim_number,
        answered_lines.service_line_number,
        answered_lines.billed_file_id,
        answered_lines.billed_transaction_set_number,
        answered_lines.billed_claim_number,
        billed_lines.service_line_number as billed_service_line_number,
    from answered_lines
    inner join billed_lines
        on
            answered_lines.billed_file_id = billed_lines.file_id
            and answered_lines.billed_transaction_set_number = billed_lines.transaction_set_number
            and answered_lines.billed_claim_number = billed_lines.claim_number
            and (
                (
                    answered_lines.line_control_number = billed_lines.line_control_number
                    and billed_lines.same_number_count = 1
                )
                or (
                    billed_lines.line_control_number is null
                    and answered_lines.line_control_number
                    = billed_lines.service_line_number::varchar
                    and answered_lines.procedure_code = billed_lines.procedure_code
                )
            )
    where answered_lines.service_line_number > 0
    qualify
        row_number() over (
            partition by
                answered_lines.file_id,
                answered_lines.transaction_set_number,
                answered_lines.claim_number,
                answered_lines.service_line_number
            order by billed_lines.line_control_number is null, billed_lines.service_line_number
        ) = 1
),

-- The lines both sides have left, numbered within what they have in common.
left_lines as (
    select
        answered_lines.*,
        'answered' as side,
    from answered_lines
    left join matched_by_number
        on
            answered_lines.file_id = matched_by_number.file_id
            and answered_lines.transaction_set_number = matched_by_number.transaction_set_number
            and answered_lines.claim_number = matched_by_number.claim_number
            and answered_lines.service_line_number = matched_by_number.service_line_number
    where
        matched_by_number.billed_service_line_number is null
        and answered_lines.service_line_number > 0
),

-- One list of free billed lines for each answer: another answer may speak of the same lines.
free_lines as (
    select
        answers.file_id,
        answers.transaction_set_number,
        answers.claim_number,
        billed_lines.service_line_number,
        billed_lines.procedure_code,
        billed_lines.revenue_code,
        billed_lines.modifier_set,
        billed_lines.charge_amount,
        billed_lines.service_date,
    from (
        select distinct
            file_id,
            transaction_set_number,
            claim_number,
            billed_file_id,
            billed_transaction_set_number,
            billed_claim_number,
        from left_lines
    ) as answers
    inner join billed_lines
        on
            answers.billed_file_id = billed_lines.file_id
            and answers.billed_transaction_set_number = billed_lines.transaction_set_number
            and answers.billed_claim_number = billed_lines.claim_number
    left join matched_by_number
        on
            answers.file_id = matched_by_number.file_id
            and answers.transaction_set_number = matched_by_number.transaction_set_number
            and answers.claim_number = matched_by_number.claim_number
            and billed_lines.service_line_number = matched_by_number.billed_service_line_number
    where matched_by_number.billed_service_line_number is null
),

-- Lines alike in all four are told apart by order alone, so nothing hangs on which is which.
matched_alike as (
    select
        answered.file_id,
        answered.transaction_set_number,
        answered.claim_number,
        answered.service_line_number,
        billed.service_line_number as billed_service_line_number,
    from (
        select
            *,
            row_number() over (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    modifier_set,
                    service_date,
                    charge_amount
                order by service_line_number
            ) as place,
        from left_lines
    ) as answered
    inner join (
        select
            *,
            row_number() over (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    modifier_set,
                    service_date,
                    charge_amount
                order by service_line_number
            ) as place,
        from free_lines
    ) as billed
        using (
            file_id,
            transaction_set_number,
            claim_number,
            procedure_code,
            modifier_set,
            service_date,
            charge_amount,
            place
        )
),

left_after_alike as (
    select left_lines.*
    from left_lines
    left join matched_alike
        using (file_id, transaction_set_number, claim_number, service_line_number)
    where matched_alike.billed_service_line_number is null
),

free_after_alike as (
    select free_lines.*
    from free_lines
    left join matched_alike
        on
            free_lines.file_id = matched_alike.file_id
            and free_lines.transaction_set_number = matched_alike.transaction_set_number
            and free_lines.claim_number = matched_alike.claim_number
            and free_lines.service_line_number = matched_alike.billed_service_line_number
    where matched_alike.file_id is null
),

-- A payer that changed or dropped modifiers: the charge and the day still say which.
matched_by_charge as (
    select
        answered.file_id,
        answered.transaction_set_number,
        answered.claim_number,
        answered.service_line_number,
        billed.service_line_number as billed_service_line_number,
    from (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from left_after_alike
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    charge_amount
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    charge_amount
                order by modifier_set, service_line_number
            )
    ) as answered
    inner join (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from free_after_alike
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    charge_amount
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    charge_amount
                order by modifier_set, service_line_number
            )
    ) as billed
        using (
            file_id,
            transaction_set_number,
            claim_number,
            procedure_code,
            service_date,
            charge_amount
        )
    where
        billed.alike_count = 1
        or (answered.alike_count = billed.alike_count and answered.place = billed.place)
),

left_after_by_charge as (
    select left_after_alike.*
    from left_after_alike
    left join matched_by_charge
        using (file_id, transaction_set_number, claim_number, service_line_number)
    where matched_by_charge.billed_service_line_number is null
),

free_after_by_charge as (
    select free_after_alike.*
    from free_after_alike
    left join matched_by_charge
        on
            free_after_alike.file_id = matched_by_charge.file_id
            and free_after_alike.transaction_set_number = matched_by_charge.transaction_set_number
            and free_after_alike.claim_number = matched_by_charge.claim_number
            and free_after_alike.service_line_number = matched_by_charge.billed_service_line_number
    where matched_by_charge.file_id is null
),

-- A payer that changed the charge.
matched_by_modifiers as (
    select
        answered.file_id,
        answered.transaction_set_number,
        answered.claim_number,
        answered.service_line_number,
        billed.service_line_number as billed_service_line_number,
    from (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from left_after_by_charge
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    modifier_set
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    modifier_set
                order by service_line_number
            )
    ) as answered
    inner join (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from free_after_by_charge
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    modifier_set
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date,
                    modifier_set
                order by service_line_number
            )
    ) as billed
        using (
            file_id,
            transaction_set_number,
            claim_number,
            procedure_code,
            service_date,
            modifier_set
        )
    where
        billed.alike_count = 1
        or (answered.alike_count = billed.alike_count and answered.place = billed.place)
),

left_after_by_modifiers as (
    select left_after_by_charge.*
    from left_after_by_charge
    left join matched_by_modifiers
        using (file_id, transaction_set_number, claim_number, service_line_number)
    where matched_by_modifiers.billed_service_line_number is null
),

free_after_by_modifiers as (
    select free_after_by_charge.*
    from free_after_by_charge
    left join matched_by_modifiers
        on
            free_after_by_charge.file_id = matched_by_modifiers.file_id
            and free_after_by_charge.transaction_set_number
            = matched_by_modifiers.transaction_set_number
            and free_after_by_charge.claim_number = matched_by_modifiers.claim_number
            and free_after_by_charge.service_line_number
            = matched_by_modifiers.billed_service_line_number
    where matched_by_modifiers.file_id is null
),

matched_by_day as (
    select
        answered.file_id,
        answered.transaction_set_number,
        answered.claim_number,
        answered.service_line_number,
        billed.service_line_number as billed_service_line_number,
    from (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from left_after_by_modifiers
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date
                order by modifier_set, service_line_number
            )
    ) as answered
    inner join (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from free_after_by_modifiers
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code,
                    service_date
                order by modifier_set, service_line_number
            )
    ) as billed
        using (
            file_id,
            transaction_set_number,
            claim_number,
            procedure_code,
            service_date
        )
    where
        billed.alike_count = 1
        or (answered.alike_count = billed.alike_count and answered.place = billed.place)
),

left_after_by_day as (
    select left_after_by_modifiers.*
    from left_after_by_modifiers
    left join matched_by_day
        using (file_id, transaction_set_number, claim_number, service_line_number)
    where matched_by_day.billed_service_line_number is null
),

free_after_by_day as (
    select free_after_by_modifiers.*
    from free_after_by_modifiers
    left join matched_by_day
        on
            free_after_by_modifiers.file_id = matched_by_day.file_id
            and free_after_by_modifiers.transaction_set_number
            = matched_by_day.transaction_set_number
            and free_after_by_modifiers.claim_number = matched_by_day.claim_number
            and free_after_by_modifiers.service_line_number
            = matched_by_day.billed_service_line_number
    where matched_by_day.file_id is null
),

matched_by_procedure as (
    select
        answered.file_id,
        answered.transaction_set_number,
        answered.claim_number,
        answered.service_line_number,
        billed.service_line_number as billed_service_line_number,
    from (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from left_after_by_day
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code
                order by service_date, modifier_set, service_line_number
            )
    ) as answered
    inner join (
        select
            *,
            count(*) over alike as alike_count,
            row_number() over in_order as place,
        from free_after_by_day
        window
            alike as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code
            ),
            in_order as (
                partition by
                    file_id,
                    transaction_set_number,
                    claim_number,
                    procedure_code
                order by service_date, modifier_set, service_line_number
            )
    ) as billed
        using (
            file_id,
            transaction_set_number,
            claim_number,
            procedure_code
        )
    where
        billed.alike_count = 1
        or (answered.alike_count = billed.alike_count and answered.place = billed.place)
),

matches as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        billed_service_line_number,
        'line_control_number' as matched_by,
    from matched_by_number
    union all
    select *, 'procedure_modifiers_charge' as matched_by
    from matched_alike
    union all
    select *, 'procedure_charge' as matched_by
    from matched_by_charge
    union all
    select *, 'procedure_modifiers' as matched_by
    from matched_by_modifiers
    union all
    select *, 'procedure_day' as matched_by
    from matched_by_day
    union all
    select *, 'procedure' as matched_by
    from matched_by_procedure
),

free_procedures as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        procedure_code,
        count(*) as free_line_count,
    from free_after_by_day
    group by file_id, transaction_set_number, claim_number, procedure_code
)

select
    answered_lines.chain_number,
    answered_lines.file_id,
    answered_lines.transaction_set_number,
    answered_lines.claim_number,
    answered_lines.service_line_number,
    answered_lines.billed_file_id,
    answered_lines.billed_transaction_set_number,
    answered_lines.billed_claim_number,
    matches.billed_service_line_number,
    case
        when answered_lines.service_line_number = 0 then 'whole_claim' else matches.matched_by
    end as matched_by,
    case
        when answered_lines.service_line_number = 0 or matches.matched_by is not null then null
        when free_procedures.free_line_count is not null
            then 'several billed lines have this procedure and nothing tells them apart'
        else 'no billed line of the claim is left with this procedure'
    end as unmatched_reason,
from answered_lines
left join matches
    on
        answered_lines.file_id = matches.file_id
        and answered_lines.transaction_set_number = matches.transaction_set_number
        and answered_lines.claim_number = matches.claim_number
        and answered_lines.service_line_number = matches.service_line_number
left join free_procedures
    on
        answered_lines.file_id = free_procedures.file_id
        and answered_lines.transaction_set_number = free_procedures.transaction_set_number
        and answered_lines.claim_number = free_procedures.claim_number
        and answered_lines.procedure_code = free_procedures.procedure_code;

comment on column marts.line_matches.chain_number is 'The chain of answers to one claim.';
comment on column marts.line_matches.file_id is 'Key of the file of the answer.';
comment on column marts.line_matches.transaction_set_number is 'Which transaction set of that file.';
comment on column marts.line_matches.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.line_matches.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.line_matches.billed_file_id is 'Key of the file that sent the claim.';
comment on column marts.line_matches.billed_transaction_set_number is 'Which transaction set of that file.';
comment on column marts.line_matches.billed_claim_number is 'Which claim of that set, from 1.';
comment on column marts.line_matches.billed_service_line_number is 'Which line of that claim; null where none is known to be it.';
comment on column marts.line_matches.matched_by is 'What told them to be the same; null where nothing did.';
comment on column marts.line_matches.unmatched_reason is 'Why no billed line was found.';

-- The place of a usable remittance row: its remittance, claim and service line.
-- grain: one row per usable row of a remittance extract; kept for the load only
--
-- A whole claim is service line 0. Rows with the same line number are one line. Rows alike in
-- procedure, modifiers, day and charge are either several lines or one line told once per reason,
-- and their amounts decide (835 guide, balancing): each row that explains charge less payment alone
-- is a line; rows that explain it together are one; rows that explain it twice together are two. Where
-- amounts are missing, other reasons beside the same charge are one line, the same reason another.
with repeated_services as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_key,
    from temp.csv_claim_rows
    where given_line_key is null
    group by file_id, transaction_set_number, claim_number, service_key
    having count(*) > 1
),

cited as (
    select
        csv_claim_rows.file_id,
        csv_claim_rows.row_number,
        csv_claim_rows.transaction_set_number,
        csv_claim_rows.claim_number,
        csv_claim_rows.service_key,
        csv_claim_rows.charge_amount,
        csv_claim_rows.paid_amount,
        upper(coalesce(csv_rows.reason_codes, csv_rows.remark_codes)) as reason_text,
        raw.amounts_in(csv_rows.adjustment_amounts) as amounts_beside,
    from temp.csv_claim_rows
    inner join repeated_services using (
        file_id, transaction_set_number, claim_number, service_key
    )
    inner join temp.csv_rows using (file_id, row_number)
    where csv_claim_rows.given_line_key is null
),

reasons_of_rows as (
    select
        file_id,
        row_number,
        array_to_string(list_sort(list(coalesce(reason_words, carc_code))), ' ') as reasons,
        case when bool_and(amount is not null) then sum(amount) end as amount,
    from temp.csv_reasons
    semi join cited using (file_id, row_number)
    group by file_id, row_number
),

alike_rows as (
    select
        cited.file_id,
        cited.row_number,
        cited.transaction_set_number,
        cited.claim_number,
        cited.service_key,
        cited.charge_amount,
        cited.paid_amount,
        coalesce(reasons_of_rows.reasons, cited.reason_text) as reasons,
        case
            when reasons_of_rows.reasons is not null then reasons_of_rows.amount
            when len(cited.amounts_beside) = 1
                then try_cast(cited.amounts_beside[1] as decimal(12, 2))
        end as amount,
    from cited
    left join reasons_of_rows using (file_id, row_number)
),

numbered_rows as (
    select
        *,
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_key, reasons
            order by row_number
        ) as mention_number,
    from alike_rows
),

services as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_key,
        min(row_number) as first_row_number,
        max(mention_number) as line_count,
        case
            when count(reasons) < count(*) then 'apart'
            when
                count(amount) = count(*)
                and count_if(amount = charge_amount - coalesce(paid_amount, 0)) = count(*)
                then 'apart'
            when
                count(amount) = count(*)
                and sum(amount)
                = any_value(charge_amount) - coalesce(sum(distinct paid_amount), 0)
                then 'one'
            when count(distinct paid_amount) > 1 then 'apart'
            when
                count(amount) = count(*)
                and sum(amount) = max(mention_number)
                * (any_value(charge_amount) - coalesce(sum(distinct paid_amount), 0))
                then 'by reason'
            when count(amount) = 0 then 'by reason'
            when count_if(amount = charge_amount - coalesce(paid_amount, 0)) > 0 then 'apart'
            else 'open'
        end as layout,
    from numbered_rows
    group by file_id, transaction_set_number, claim_number, service_key
),

-- What the amounts of a service leave open is decided as most others of the file are.
-- One file: each step decides what the steps before it left open.
files as (
    select
        file_id,
        count_if(layout = 'apart') > count_if(layout in ('one', 'by reason')) as is_apart,
    from services
    group by file_id
),

alike_lines as (
    select
        numbered_rows.file_id,
        numbered_rows.row_number,
        case
            when
                services.layout = 'apart'
                or (services.layout = 'open' and files.is_apart)
                then 'row ' || numbered_rows.row_number
            when services.layout = 'one' then 'row ' || services.first_row_number
            else 'row ' || services.first_row_number || ' ' || numbered_rows.mention_number
        end as line_key,
    from numbered_rows
    inner join services using (file_id, transaction_set_number, claim_number, service_key)
    inner join files using (file_id)
),

rows_with_lines as (
    select
        csv_claim_rows.*,
        coalesce(
            csv_claim_rows.given_line_key, alike_lines.line_key,
            'row ' || csv_claim_rows.row_number
        ) as line_key,
    from temp.csv_claim_rows
    left join alike_lines using (file_id, row_number)
),

first_rows as (
    select
        *,
        min(row_number) over (
            partition by file_id, transaction_set_number, claim_number, line_key
        ) as first_row_number,
        count(*) over (
            partition by file_id, transaction_set_number, claim_number, line_key
        ) as row_count,
    from rows_with_lines
)

select
    file_id,
    row_number,
    transaction_set_number,
    claim_number,
    answer_date,
    case
        when line_key = 'claim' then 0
        else
            dense_rank() over (
                partition by file_id, transaction_set_number, claim_number, line_key = 'claim'
                order by first_row_number
            )
    end::integer as service_line_number,
    row_count,
from first_rows

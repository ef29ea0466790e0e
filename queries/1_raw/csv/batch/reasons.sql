-- A reason cited in a remittance row, with the group and amount written with or beside it.
-- grain: one row per reason of a cell (the combined one, slot 0, or one of the numbered, 1 to 6)
with slots as (
    select
        file_id,
        row_number,
        group_code as row_group_code,
        unnest(range(0, 7)) as slot_number,
        unnest([
            reason_codes, reason_code_1, reason_code_2, reason_code_3, reason_code_4,
            reason_code_5, reason_code_6,
        ]) as reasons_cell,
        unnest([
            group_code, group_code_1, group_code_2, group_code_3, group_code_4,
            group_code_5, group_code_6,
        ]) as groups_cell,
        unnest([
            adjustment_amounts, adjustment_amount_1, adjustment_amount_2,
            adjustment_amount_3, adjustment_amount_4, adjustment_amount_5,
            adjustment_amount_6,
        ]) as amounts_cell,
    from temp.csv_rows
    where extract_kind = 'remittance' and rejection_reason is null
),

cells as (
    select
        file_id,
        row_number,
        slot_number,
        raw.cited_reasons_of(reasons_cell) as reasons,
        regexp_extract_all(
            upper(coalesce(groups_cell, row_group_code)), '\b(CO|PR|OA|PI|CR)\b'
        ) as group_codes,
        coalesce(raw.amounts_in(amounts_cell), []) as amounts,
    from slots
    where reasons_cell is not null
),

cited as (
    select
        file_id,
        row_number,
        slot_number,
        group_codes,
        amounts,
        len(reasons) as reason_count,
        unnest(range(1, len(reasons) + 1)) as place,
        unnest(reasons) as reason,
    from cells
)

select
    file_id,
    row_number,
    row_number() over (
        partition by file_id, row_number
        order by slot_number, place
    ) as reason_number,
    -- One group stands for every reason of the cell; several only where there is one for each.
    coalesce(
        nullif(reason.group_code, ''),
        case
            when len(group_codes) = reason_count then group_codes[place]
            when len(group_codes) = 1 then group_codes[1]
        end,
        ''
    ) as group_code,
    reason.carc_code as carc_code,
    coalesce(
        try_cast(nullif(reason.amount, '') as decimal(12, 2)),
        case
            when len(amounts) = reason_count then try_cast(amounts[place] as decimal(12, 2))
        end
    ) as amount,
from cited

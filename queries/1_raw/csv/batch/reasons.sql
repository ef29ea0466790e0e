-- A reason cited in a remittance row, with the group and amount written with or beside it.
-- grain: one row per reason of a cell (the combined one, slot 0, or one of the numbered, 1 to 6)
--
-- A cell without codes may name its reason in words we know: a contract write-off or a cost share has
-- its code, any other stands as "not stated". The words are ours, never those of the file, which may
-- be anything.
with slots as (
    select
        file_id,
        row_number,
        is_ledger,
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

cells as materialized (
    select
        file_id,
        row_number,
        is_ledger,
        slot_number,
        reasons_cell,
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
        is_ledger,
        slot_number,
        group_codes,
        amounts,
        len(reasons) as reason_count,
        unnest(range(1, len(reasons) + 1)) as place,
        unnest(reasons) as reason,
    from cells
),

-- The most mention words of a cell are the longest.
worded as (
    select
        wordy_cells.reasons_cell,
        reason_words.reason_words,
        reason_words.group_code,
        reason_words.carc_code,
    from (
        select distinct reasons_cell from cells where len(reasons) = 0
    ) as wordy_cells
    inner join reference.reason_words
        on contains(raw.plain_words_of(reasons_cell), ' ' || reason_words.words || ' ')
    qualify
        row_number() over (
            partition by wordy_cells.reasons_cell
            order by length(reason_words.words) desc, reason_words.words
        ) = 1
),

reasons as (
    select
        file_id,
        row_number,
        is_ledger,
        slot_number,
        place,
        -- One group is used for every reason of the cell; several only where there is one for each.
        coalesce(
            nullif(reason.group_code, ''),
            case
                when len(group_codes) = reason_count then group_codes[place]
                when len(group_codes) = 1 then group_codes[1]
            end,
            ''
        ) as group_code,
        reason.carc_code as carc_code,
        null as reason_words,
        try_cast(nullif(reason.amount, '') as decimal(12, 2)) as own_amount,
        case
            when len(amounts) = reason_count then try_cast(amounts[place] as decimal(12, 2))
        end as amount_beside,
    from cited
    union all
    select
        cells.file_id,
        cells.row_number,
        cells.is_ledger,
        cells.slot_number,
        1 as place,
        coalesce(worded.group_code, cells.group_codes[1], '') as group_code,
        worded.carc_code,
        worded.reason_words,
        null as own_amount,
        case when len(cells.amounts) = 1 then try_cast(cells.amounts[1] as decimal(12, 2)) end
            as amount_beside,
    from cells
    inner join worded using (reasons_cell)
    where len(cells.reasons) = 0
),

-- A ledger writes adjustments as credits, below zero: see the amounts of csv_rows.
signs as (
    select
        file_id,
        bool_and(is_ledger)
        and count_if(coalesce(own_amount, amount_beside) < 0) > 1
        and count_if(coalesce(own_amount, amount_beside) > 0) = 0 as has_only_credits,
    from reasons
    group by file_id
)

select
    reasons.file_id,
    reasons.row_number,
    row_number() over (
        partition by reasons.file_id, reasons.row_number
        order by reasons.slot_number, reasons.place
    ) as reason_number,
    reasons.group_code,
    reasons.carc_code,
    reasons.reason_words,
    case
        when signs.has_only_credits
            then abs(coalesce(reasons.own_amount, reasons.amount_beside))
        else coalesce(reasons.own_amount, reasons.amount_beside)
    end as amount,
    reasons.own_amount is null as is_amount_beside,
from reasons
inner join signs using (file_id)

-- How an extract was read where it could have been read otherwise, and what it leaves unsaid.
-- grain: one row per file and thing worth saying, at the first row it is true of
--
-- One file: what is said is one list, and all of it reads the same rows.
with lines as (
    select
        lines.file_id,
        lines.row_number,
        lines.row_count,
        lines.service_line_number = 0 as is_whole_claim,
        coalesce(lines.paid_amount, 0) > 0 as is_paid,
        lines.charge_amount is null and derived_charges.charge_amount is not null
            as is_charge_told,
        reasons.reason_words,
        coalesce(reasons.is_not_stated, false) as is_not_stated,
        coalesce(reasons.is_counted, false) as is_counted,
        coalesce(reasons.lacks_amount, false) as lacks_amount,
        coalesce(reasons.is_not_stated, false)
        or lines.states_denial
        or coalesce(lines.denied_amount, 0) != 0 as is_stated,
    from temp.csv_answered_lines as lines
    left join temp.csv_derived_charges as derived_charges
        using (
            file_id, transaction_set_number, claim_number, service_line_number
        )
    left join (
        select
            file_id,
            transaction_set_number,
            claim_number,
            service_line_number,
            min(reason_words) as reason_words,
            bool_or(carc_code = 'not stated') as is_not_stated,
            bool_or(may_deny and coalesce(amount, residual_amount, 0) > 0) as is_counted,
            bool_or(may_deny and amount is null and residual_amount is null) as lacks_amount,
        from temp.csv_priced_reasons
        group by file_id, transaction_set_number, claim_number, service_line_number
    ) as reasons using (file_id, transaction_set_number, claim_number, service_line_number)
),

dated_files as (
    select distinct file_id,
    from temp.csv_rows
    where remit_date is not null
),

undated_rows as (
    select
        csv_rows.file_id,
        min(csv_rows.row_number) as row_number,
        count(*) as row_count,
        bool_or(csv_placed_rows.answer_date is not null) as is_filled,
        bool_or(dated_files.file_id is not null) as has_dates,
    from temp.csv_rows
    inner join temp.csv_placed_rows using (file_id, row_number)
    left join dated_files on csv_rows.file_id = dated_files.file_id
    where csv_rows.remit_date is null
    group by csv_rows.file_id
),

first_rows as (
    select
        file_id,
        min(row_number) as row_number,
    from temp.csv_rows
    group by file_id
),

layouts as (
    select
        file_id,
        min(row_number) as row_number,
        case
            when max(row_count) > 1 then 'per_adjustment'
            when bool_and(is_whole_claim) then 'per_claim'
            else 'per_line'
        end as layout,
        sum(row_count) as row_count,
        count(*) as line_count,
        bool_and(is_whole_claim) as is_of_claims,
    from lines
    group by file_id
)

select
    file_id,
    row_number,
    'layout_' || layout as finding_code,
    row_count || ' rows, ' || line_count
    || case when is_of_claims then ' claims' else ' lines' end as found,
    'nothing to do' as expected,
    case layout
        when 'per_adjustment'
            then
                'Several rows tell of one service, each with another reason: its charge counts '
                || 'once, its adjustments add up.'
        when 'per_claim' then 'Each row was read as one claim.'
        else 'Each row was read as one service line.'
    end as message,
from layouts
union all
select
    file_id,
    min(row_number) as row_number,
    'row_goes_on' as finding_code,
    count(*) || ' rows' as found,
    'nothing to do' as expected,
    'Rows that leave out their claim or charge go on with the row above.' as message,
from temp.csv_rows
where goes_on and rejection_reason is null
group by file_id
union all
select
    file_id,
    min(row_number) as row_number,
    'last_cells_left_out' as finding_code,
    count(*) || case when count(*) = 1 then ' row' else ' rows' end as found,
    'nothing to do' as expected,
    'Rows leave out their last cells: these were read as empty.' as message,
from temp.extract_rejects
where error_type = 'LAST CELLS LEFT OUT'
group by file_id
union all
select
    file_id,
    row_number,
    case when has_dates then 'date_of_check' else 'date_of_service' end as finding_code,
    row_count || ' rows' as found,
    case when has_dates then 'nothing to do' else 'the date of the remittance' end as expected,
    case
        when has_dates then 'Rows without a remittance date have the date of their check.'
        else
            'No column holds the remittance date: the last day of service of each check (without a '
            || 'check number, of each claim) stands in for it, so weeks and deadlines are those of '
            || 'service.'
    end as message,
from undated_rows
where is_filled
union all
select
    first_rows.file_id,
    first_rows.row_number,
    'spreadsheet_days' as finding_code,
    replace(days.column_name, '_', ' ') as found,
    'nothing to do' as expected,
    'The days of a column are numbers of a spreadsheet, and were read as its days.' as message,
from (
    select distinct file_id, column_name,
    from temp.csv_days
    where is_of_spreadsheet
) as days
inner join first_rows using (file_id)
union all
select
    first_rows.file_id,
    first_rows.row_number,
    'days_before_months' as finding_code,
    replace(days.column_name, '_', ' ') as found,
    'nothing to do' as expected,
    'The days of a column stand before the months, as a day above 12 shows.' as message,
from (
    select distinct file_id, column_name,
    from temp.csv_days
    where is_day_first
) as days
inner join first_rows using (file_id)
union all
select
    first_rows.file_id,
    first_rows.row_number,
    'days_in_doubt' as finding_code,
    replace(days.column_name, '_', ' ') as found,
    'years of four digits' as expected,
    'Days of a column may begin with the day or with a year of two digits (as 26-09-25 does): '
    || 'their rows are not read. Write years with four digits, and export again.' as message,
from (
    select distinct file_id, column_name,
    from temp.csv_days
    where is_in_doubt
) as days
inner join first_rows using (file_id)
union all
select
    file_id,
    min(row_number) as row_number,
    'amounts_of_a_ledger' as finding_code,
    count(*) || ' rows' as found,
    'nothing to do' as expected,
    'Payments or adjustments are all below zero, as in a ledger: their size is what was meant.'
        as message,
from temp.csv_rows
where has_credits and rejection_reason is null
group by file_id
union all
select
    file_id,
    min(row_number) as row_number,
    'numbers_shortened' as finding_code,
    count(*) || case when count(*) = 1 then ' row' else ' rows' end as found,
    'numbers with all their digits' as expected,
    'A spreadsheet shortened numbers of claims or checks (as 1.2E+11 is): they are not used. Show '
    || 'their columns as text or as whole numbers, and export again.' as message,
from temp.csv_rows
where has_shortened_numbers and rejection_reason is null
group by file_id
union all
select
    file_id,
    min(row_number) as row_number,
    'charge_of_amounts' as finding_code,
    count(*) || ' lines' as found,
    'a column with the charge' as expected,
    'No charge is given: it is taken as what was paid, denied and adjusted, together.' as message,
from lines
where is_charge_told
group by file_id
union all
select
    file_id,
    min(row_number) as row_number,
    'reason_not_stated' as finding_code,
    string_agg(told, ', ' order by told) as found,
    'a reason code' as expected,
    'Denials are stated without a reason code: they count, with the reason "not stated".'
        as message,
from (
    select
        file_id,
        min(row_number) as row_number,
        coalesce(reason_words || ': ', '')
        || count(*) || case when count(*) = 1 then ' line' else ' lines' end as told,
    from lines
    where is_not_stated and is_counted
    group by file_id, reason_words
) as told_words
group by file_id
union all
select
    file_id,
    min(row_number) filter (is_stated) as row_number,
    'denials_not_counted' as finding_code,
    count_if(is_stated) || ' stated, none counted' as found,
    'a charge or a denied amount beside each' as expected,
    'The file states denials of which none is counted, as no amount of them is known.' as message,
from lines
group by file_id
having count_if(is_stated) > 0 and count_if(is_counted) = 0
union all
select
    file_id,
    min(row_number) as row_number,
    'reason_without_amount' as finding_code,
    count(*) || case when count(*) = 1 then ' line' else ' lines' end as found,
    'a charge or a denied amount beside each' as expected,
    'Reasons that deny are given of which no amount is known: their lines have no charge, and are '
    || 'not counted as denied.' as message,
from lines
where lacks_amount and not is_counted and not is_stated
group by file_id
union all
select
    file_id,
    min(row_number) as row_number,
    'denials_only' as finding_code,
    count(*) || ' lines, all denied' as found,
    'the paid lines too' as expected,
    'A list of denials only has nothing to divide by: it gives their number and dollars, no rate.'
        as message,
from lines
group by file_id
having count(*) > 1 and bool_and(is_counted and not is_paid)

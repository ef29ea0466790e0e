-- The remarks of lines (the name of a relation with their claim_id, line_id and service_line_number).
--
-- One row per line that has any, its own or its claim's; their codes in order.
create or replace macro review.remarks_of_lines(lines) as table (
    select
        given.line_id,
        array_to_string(list_sort(list(distinct remarks.remark_code)), ' ') as remark_codes,
    from marts.remarks
    inner join query_table(lines) as given
        on
            remarks.claim_id = given.claim_id
            and remarks.service_line_number in (0, given.service_line_number)
    group by given.line_id
)

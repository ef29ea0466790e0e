-- The ten sums of adjudicated lines and of the denied ones among them: written here and nowhere else.
--
-- `lines` names what is before in the question, with the columns of review.sums_in_view or of
-- review.lines_as_sums; `keys` are the names of the columns to group by, which come in the order that
-- it has them.
-- With them comes the category, and the owner, of the denied lines (review.category_of_lines).
create or replace macro review.denial_sums(lines, keys) as table (
    select
        columns(keys),
        review.category_of_lines(
            min(category) filter (where is_denied), max(category) filter (where is_denied)
        ) as line_category,
        review.category_of_lines(
            min(owner) filter (where is_denied), max(owner) filter (where is_denied)
        ) as line_owner,
        sum(line_count)::bigint as adjudicated_line_count,
        sum(case when is_denied then line_count else 0 end)::bigint as denied_line_count,
        sum(partial_line_count)::bigint as partial_line_count,
        sum(resolved_line_count)::bigint as resolved_line_count,
        sum(overturned_line_count)::bigint as overturned_line_count,
        sum(charge_amount) as adjudicated_charge_amount,
        sum(denied_charge_amount) as denied_charge_amount,
        sum(denied_amount) as denied_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
    from query_table(lines)
    group by all
)

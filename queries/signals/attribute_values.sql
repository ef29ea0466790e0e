-- Numbers of the values that lines are counted by: payers, procedures, modifiers and so on.
-- grain: one row per attribute and value
--
-- Numbers are given once, in the order values come, and never again (review.unnumbered_values), so
-- that sums of weeks nothing was loaded for stay true.
select
    null::varchar as attribute,
    null::varchar as value,
    null::bigint as value_id,
where false;

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

comment on column signals.attribute_values.attribute is 'payer, procedure, modifiers (all of a line), modifier (one of them), place, diagnosis or carc.';
comment on column signals.attribute_values.value is 'Name or code, as lines have it.';
comment on column signals.attribute_values.value_id is 'Its number, of no other value of any attribute.';

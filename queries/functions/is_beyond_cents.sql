-- Whether an amount that can be read is not plain dollars and cents: a part of a cent, or an exponent.
-- The guides give two decimals and forbid exponents (835 guide, appendix B, decimal); zeros at the
-- end change nothing.
create or replace macro staging.is_beyond_cents(given) as
    regexp_matches(given, '\.\d\d\d*[1-9]|[^\d.+ -]')

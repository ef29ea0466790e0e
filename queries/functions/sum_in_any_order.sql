-- A sum of fractions that is the same, to the last digit, in any order of adding.
--
-- Added as decimal numbers of the machine, they differ in the last digits with the order in which
-- cores finish. So they are added as whole numbers of 2^-60, which is exact.
create or replace macro review.sum_in_any_order(value) as (
    sum((value * 1152921504606846976)::hugeint)::double / 1152921504606846976
)

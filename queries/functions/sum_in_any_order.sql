-- The sum of fractions, the same whatever order they are added in: as whole numbers of 2 to the -60th.
--
-- Added as they are, they differ in the last digits with the order in which cores hand them over.
-- (`create function` of an aggregate's expression in Spark and in the SQL standard.)
create or replace macro review.sum_in_any_order(value) as (
    sum((value * 1152921504606846976)::hugeint)::double / 1152921504606846976
)

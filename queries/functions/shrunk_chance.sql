-- The share that so many of so many make, drawn toward a wider one as if by 20 cases of it.
--
-- The mean of a beta-binomial with prior Beta(20 x wider, 20 x (1 - wider)): few cases of one's own
-- say little, many say all. (`create function` of an expression in Spark and in the SQL standard.)
create or replace macro review.shrunk_chance(case_count, total_count, wider_chance) as (
    (coalesce(case_count, 0) + reference.prior_cases() * wider_chance)
    / (coalesce(total_count, 0) + reference.prior_cases())::double
)

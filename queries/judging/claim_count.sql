-- How many claims do the files have, answered or submitted?
-- grain: one row
select
    (select count(*) from staging.remitted_claims) + (select count(*) from staging.claims)
        as claim_count,

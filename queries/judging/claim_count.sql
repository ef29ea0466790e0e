-- How many claims do the files tell of, answered or sent?
-- grain: one row
select
    (select count(*) from staging.remitted_claims) + (select count(*) from staging.claims)
        as claim_count,

-- The filters of HFMA's measures: those of claims as asked, nothing else.
--
-- They compare one house with others: a reason or a procedure has no such measure, and weeks say which
-- periods are told, not which claims.
create or replace macro review.hfma_filters(filters) as struct_update(
    review.filters_of_claims(filters),
    include_secondary := false,
    include_duplicates := false
)

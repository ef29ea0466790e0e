-- A family of reasons, in the order that settles ties.
-- grain: one row per category
-- scope: store
select
    category,
    taxonomy_order::integer as taxonomy_order,
    coalesce(owner, '') as owner,
    standing,
from reference.categories;

-- A family of reasons, in the order that settles ties.
-- grain: one row per category
-- scope: store
select
    category,
    taxonomy_order::integer as taxonomy_order,
    coalesce(owner, '') as owner,
    standing,
from reference.categories;

comment on column marts.categories.category is 'Family of reasons.';
comment on column marts.categories.taxonomy_order is 'Order that settles ties between reasons.';
comment on column marts.categories.owner is 'Who usually works it.';
comment on column marts.categories.standing is 'counted, apart, or not a denial.';

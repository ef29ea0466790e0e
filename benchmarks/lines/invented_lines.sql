-- A service line of an invented claim and its fate.
-- grain: one row per line
with placed as (
    select
        *,
        unnest(range(1, line_count + 1)) as place,
    from temp.invented_claims
),

priced as (
    select
        *,
        floor(300 * power(hash(root, place, 'procedure') % 1000 / 1000, 2))::integer as procedure,
        (4000 + hash(root, place, 'charge') % 60000)::integer as charge_cents,
        (hash(number, place, 'fate') % 1000)::integer as fate,
        (hash(root, place, 'modifier') % 20)::integer as modifier,
        (hash(number, place, 'reason') % 100)::integer as reason,
    from placed
)

select
    *,
    case
        when is_later then fate < 350
        when root % 17 = 16 then fate < 700
        else fate < 55 + payer
    end as is_denied,
    (charge_cents * 0.62)::integer as allowed_cents,
from priced

-- A claim of the invented practice group, before it is told in the words of an 835.
-- grain: one row per claim; two years of weeks, 40 payers of unequal size
-- param line_count: about how many lines all claims have together
--
-- Every 17th claim answers an earlier one again: same payer, same lines, a later week. Those
-- answered again were mostly denied at first. Nothing is random: hashes of the number stand for it.
with numbered as (
    select
        number,
        number // 17 * 17 - 17 * greatest($line_count // 4080, 1) - 1 as earlier_number,
    from range(1, $line_count // 3 + 1) as claims (number)
),

rooted as (
    select
        number,
        number % 17 = 0 and earlier_number > 0 as is_later,
        case when number % 17 = 0 and earlier_number > 0 then earlier_number else number end
            as root,
    from numbered
)

select
    number,
    root,
    is_later,
    (number * 104 // ($line_count // 3 + 1))::integer as week,
    -- The square makes few payers large and many small.
    floor(40 * power(hash(root, 'payer') % 1000 / 1000, 2))::integer as payer,
    1 + root % 5 as line_count,
    -- Seen 14 to 42 days before the first answer.
    date '2024-09-30'
    + (7 * (root * 104 // ($line_count // 3 + 1)) - 14 - (hash(root, 'day') % 28)::integer)::integer
        as service_date,
    (hash(root, 'provider') % 200)::integer as provider,
from rooted

-- Which combinations are judged, and from which week on?
-- grain: one row per combination denied often enough, in the order of their numbers
-- param first_day: the first week with lines, which is week number 0
--
-- lines_number is the least number of those of the very same lines: of other reasons they are.
select
    combination_id,
    carc_id,
    coalesce(payer_id, -1)::integer as payer_id,
    coalesce(procedure_id, -1)::integer as procedure_id,
    coalesce(modifier_id, -1)::integer as modifier_id,
    (min(combination_number) over (partition by combination_id))::integer as lines_number,
    (distinct_from_week - $first_day) // 7 as distinct_from,
    (modifier_told_from_week - $first_day) // 7 as told_from,
from temp.tried_combinations
where combination_number is not null
order by combination_number

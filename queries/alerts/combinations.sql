-- Which combinations are judged, and from which week on?
-- grain: one row per combination denied often enough, in the order of their numbers
-- param first_day: the first week that is counted apart, which is week number 0
--
-- lines_number is the least number of those of the very same lines: of other reasons they are.
select
    combination_id,
    carc_id,
    coalesce(nullif(payer_id, 0), -1)::integer as payer_id,
    coalesce(nullif(procedure_id, 0), -1)::integer as procedure_id,
    coalesce(nullif(modifier_id, 0), -1)::integer as modifier_id,
    (min(combination_number) over (partition by combination_id))::integer as lines_number,
    (distinct_from_week - $first_day) // 7 as distinct_from,
    (modifier_told_from_week - $first_day) // 7 as told_from,
from temp.judged_combinations
order by combination_number

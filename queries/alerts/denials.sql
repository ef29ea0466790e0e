-- How many lines of the combinations judged were denied, week by week?
-- grain: one row per combination and week with denials
-- param first_week: the first week counted
-- param last_week: the last week counted
-- param first_day: the first week with lines, which is week number 0
with judged as (
    select
        combination_id,
        carc_id,
        combination_number::integer as combination_number,
    from temp.tried_combinations
    where combination_number is not null
)

select
    judged.combination_number,
    ((denials.remit_week - $first_day) // 7)::integer as week_number,
    denials.denied_line_count::integer as denied_line_count,
    denials.denied_square_count,
from sums.combination_denials as denials
inner join judged
    on
        denials.combination_id = judged.combination_id
        and denials.carc_id = judged.carc_id
where denials.remit_week between $first_week and $last_week

-- How many lines of the combinations judged were denied, week by week?
-- grain: one row per combination and week with denials
-- param begin_week: the week that judging begins with
-- param last_week: the last week counted
-- param first_day: the first week that is counted apart, which is week number 0
--
-- The weeks before are counted together, as week number -1.
with judged as (
    select
        combination_id,
        carc_id,
        combination_number::integer as combination_number,
    from temp.judged_combinations
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
where denials.remit_week between $first_day and $last_week
union all
select
    judged.combination_number,
    -1 as week_number,
    sum(denials.denied_line_count)::integer as denied_line_count,
    sum(denials.denied_square_count)::bigint as denied_square_count,
from sums.combination_denials as denials
inner join judged
    on
        denials.combination_id = judged.combination_id
        and denials.carc_id = judged.carc_id
where denials.remit_week between $begin_week and $first_day - 1
group by judged.combination_number

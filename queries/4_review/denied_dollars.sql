-- Where is every dollar that was denied at first?
-- grain: one row per place (queries/reference/dollar_places.csv); they add up to the denied amount
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
--
-- A line may have dollars in several places: paid, written down and cost share when recovered, and
-- what the last standing answer still denies in one more (review.placed_lines_in_view).
with lines as (
    select *
    from review.placed_lines_in_view($filters, $work, $today)
),

amounts as (
    select
        'recovered' as place,
        recovered_denied_amount as amount,
    from lines
    union all
    select
        'contractual' as place,
        written_down_amount as amount,
    from lines
    union all
    select
        'other_payer_or_patient' as place,
        recovered_cost_share_amount as amount,
    from lines
    union all
    select
        still_denied_place as place,
        still_denied_amount as amount,
    from lines
)

select
    dollar_places.place_number::integer as place_number,
    dollar_places.place,
    dollar_places.place_label,
    count(*) filter (where amounts.amount != 0) as line_count,
    coalesce(sum(amounts.amount), 0) as denied_amount,
from marts.dollar_places
left join amounts on dollar_places.place = amounts.place
group by dollar_places.place_number, dollar_places.place, dollar_places.place_label
order by dollar_places.place_number

-- Did denials come back as often as was predicted, when each was predicted only from what was known?
-- grain: one row per band of predicted chances (a fifth each)
-- param today: the day it is seen from; null for today
--
-- Each denial of the past is predicted in the week it was denied (review.predicted_denials).
select
    least(4, floor(overturn_chance * 5))::integer as band_number,
    count(*)::bigint as predicted_count,
    count(*) filter (where is_overturned)::bigint as overturned_count,
    sum(overturn_chance) as expected_overturned_sum,
from review.predicted_denials($today)
group by least(4, floor(overturn_chance * 5))::integer
order by least(4, floor(overturn_chance * 5))::integer

-- Lines for which diagnoses are denied, week by week?
-- grain: one row per week and chapter of the line's first diagnosis
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['remit_week', 'diagnosis_chapter'])
order by remit_week, diagnosis_chapter

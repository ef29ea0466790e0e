-- For which diagnoses are lines denied, by chapter of ICD-10-CM?
-- grain: one row per chapter of the line's first diagnosis
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['diagnosis_chapter'])
order by denied_amount desc, diagnosis_chapter

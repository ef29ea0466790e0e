-- Which is the latest full week, the one under review where none is named?
-- grain: one row; null where no line is answered in the weeks asked for
-- param filters: only its weeks and what they are of (remittance or service) matter
-- param counted: lines for first answers, claims for claims sent by the week of submission; null for lines
select week as full_week,
from review.latest_full_week($filters, coalesce($counted::varchar, 'lines'))

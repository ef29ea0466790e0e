-- Which payments were taken back, in full or in part, and was the line denied then?
-- grain: one row per line whose payment was taken back
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param control_number: only claims whose patient control number starts so; null for all
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param status: only lines of this status (new, working, sent, won, lost, written_off); null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param row_limit: how many rows at most, the largest taken back amounts first; null for all
--
-- Those denied then are also in denied_after_payment; the others lost their money without a reason
-- that counts as a denial.
select * exclude (file_id)
from
    review.worked_takebacks_in_view(
        $filters, $work, $today, $control_number, $within_days, $status, $assignee, $owner
    )
order by taken_back_amount desc, file_id, segment_number, remitted_line_id
limit coalesce($row_limit::bigint, 9223372036854775807)

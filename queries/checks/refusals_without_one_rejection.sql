-- A sending refused at the door is one rejection, and no other sending is one.
-- grain: one row per sending with another number of rejections
select
    submitted_claims.file_id,
    submitted_claims.segment_number,
    submitted_claims.verdict,
    count(rejections.submitted_file_id) as rejection_count,
from marts.submitted_claims
left join marts.rejections
    on
        submitted_claims.file_id = rejections.submitted_file_id
        and submitted_claims.segment_number = rejections.submitted_segment_number
group by submitted_claims.file_id, submitted_claims.segment_number, submitted_claims.verdict
having
    count(rejections.submitted_file_id)
    != case when submitted_claims.verdict = 'rejected' then 1 else 0 end

-- The category that a remark gives an umbrella reason: the first of its line, or of its claim.
-- grain: one row per line of a recounted claim with such a remark; line 0 is the claim
--
-- Alerts inform, and never explain an adjustment; nor do notes that the answer is pending.
select
    recounted_claims.claim_id,
    remarks.service_line_number,
    first(
        rarc.category
        order by remarks.segment_number, remarks.remark_number
    ) as refined_category,
from staging.remarks
inner join temp.recounted_claims on remarks.claim_id = recounted_claims.claim_id
inner join reference.rarc on remarks.remark_code = rarc.remark_code
where
    rarc.is_alert = 'n'
    and rarc.category not in ('', 'Pending/Informational', 'Patient Responsibility')
group by recounted_claims.claim_id, remarks.service_line_number

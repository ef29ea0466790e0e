-- A remark, with what it says and the category it points to.
-- grain: one row per remark of an answered claim or line; line 0 is the claim level
-- scope: claim
-- needs: staging.remarks
select
    remarks.claim_id,
    remarks.line_id,
    remarks.file_id,
    remarks.transaction_set_number,
    remarks.claim_number,
    remarks.service_line_number,
    remarks.segment_number,
    remarks.remark_number,
    remarks.remark_code,
    remarks.source,
    coalesce(rarc.remark_label, 'Not in the reference list') as remark_label,
    -- Alerts inform; they never explain an adjustment. Nor do notes that the answer is pending.
    case
        when
            rarc.is_alert = 'n'
            and rarc.category not in ('Pending/Informational', 'Patient Responsibility', '')
            then rarc.category
    end as refined_category,
from staging.remarks
left join reference.rarc on remarks.remark_code = rarc.remark_code;

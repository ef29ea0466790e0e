-- A remark, with what it says and the category it points to.
-- grain: one row per remark of an answered claim or line; line 0 is the claim level
-- scope: claim
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

comment on column marts.remarks.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.remarks.line_id is 'Key of the line.';
comment on column marts.remarks.file_id is 'Key of the file.';
comment on column marts.remarks.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.remarks.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.remarks.service_line_number is 'Which SVC of the claim, from 1; 0 is the claim.';
comment on column marts.remarks.segment_number is 'Segment of the file.';
comment on column marts.remarks.remark_number is 'Place within its segment.';
comment on column marts.remarks.remark_code is 'Remark (RARC).';
comment on column marts.remarks.source is 'LQ, MOA or MIA.';
comment on column marts.remarks.remark_label is 'The remark in our own words.';
comment on column marts.remarks.refined_category is 'Category it gives an umbrella reason; null if none.';

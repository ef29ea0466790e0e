-- Whether a procedure cell is the label of a total: "Total", "99213 Total" of a spreadsheet's subtotals.
-- "27447 Total knee arthroplasty" is a procedure.
create or replace macro raw.is_total_of_procedures(given) as
    coalesce(
        regexp_matches(given, '(?i)^\W*(sub-?|grand )?totals?\b|\W(sub-?|grand )?totals?\W*$'), false
    )

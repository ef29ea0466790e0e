-- Whether two mentions of a claim name the same days of service, as far as both name any.
-- An extract may give the first day alone.
create or replace macro intake.days_agree(claim, other) as
    (claim).service_dates = []
    or (other).service_dates = []
    or (claim).service_dates = (other).service_dates
    or (
        (claim).is_extract != (other).is_extract
        and (claim).service_dates[1] = (other).service_dates[1]
    )

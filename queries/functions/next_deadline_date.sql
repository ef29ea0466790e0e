-- The earliest of three deadlines that is not past on a day; where all are past, the last.
create or replace macro review.next_deadline_date(one, other, third, last, day) as (
    coalesce(
        least(
            case when one >= day then one end,
            case when other >= day then other end,
            case when third >= day then third end
        ),
        last
    )
);

-- Which kind of deadline that is. Of two on one day the first by name while it is to come, and the
-- last once all are past (as in review.next_deadlines).
create or replace macro review.next_deadline_kind(
    appeal, corrected_claim, timely_filing, next_date, is_past
) as
case
    when is_past and timely_filing = next_date then 'timely_filing'
    when is_past and corrected_claim = next_date then 'corrected_claim'
    when appeal = next_date then 'appeal'
    when corrected_claim = next_date then 'corrected_claim'
    when timely_filing = next_date then 'timely_filing'
end

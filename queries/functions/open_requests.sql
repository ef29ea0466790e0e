-- Linked claims of which a payer asks for records that were not answered yet, with the day due.
create or replace macro review.open_requests() as table (
    select
        linked_claim_id,
        'Payer asks for records' || coalesce(' by ' || strftime(min(due_date), '%b %-d'), '')
            as information_request,
    from marts.information_requests
    where not is_answered and linked_claim_id is not null
    group by linked_claim_id
)

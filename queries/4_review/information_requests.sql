-- For which claims does a payer ask for records, what does it want, and by when?
-- grain: one row per request; those that wait first, the earliest due on top
-- param filters: what the review looks at; of it, the payers and clients
-- param today: the day it is seen from; null for today
-- param row_limit: how many rows at most; null for all
select
    information_requests.patient_control_number,
    information_requests.payer_claim_control_number,
    information_requests.payer_name,
    information_requests.requested_codes,
    information_requests.requested_labels,
    information_requests.is_answered,
    information_requests.linked_claim_id is not null as is_claim_loaded,
    date_diff(
        'day', coalesce($today::date, current_date), information_requests.due_date
    ) as days_left,
    information_requests.service_date,
    information_requests.request_date,
    information_requests.due_date,
    files.file_name,
    information_requests.segment_number,
from marts.information_requests
inner join marts.files
    on information_requests.file_id = files.file_id and files.status = 'loaded'
left join (
    select
        linked_claim_id,
        client_name,
    from marts.claims
) as claims on information_requests.linked_claim_id = claims.linked_claim_id
where review.whose_is_chosen($filters)
order by
    information_requests.is_answered,
    information_requests.due_date nulls last,
    information_requests.request_date,
    information_requests.payer_name,
    information_requests.patient_control_number,
    information_requests.file_id,
    information_requests.segment_number
limit coalesce($row_limit::bigint, 9223372036854775807)

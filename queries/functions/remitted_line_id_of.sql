-- What people, and the notebook, know an answered line by: its file, set, claim and line.
create or replace macro review.remitted_line_id_of(
    file_id, transaction_set_number, claim_number, service_line_number
) as
file_id || '-' || transaction_set_number::varchar || '-' || claim_number::varchar
|| '-' || service_line_number::varchar

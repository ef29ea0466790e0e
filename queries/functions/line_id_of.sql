-- The id of a service line: that of its claim, and 14 bits for its place; 0 is the claim as a whole.
create or replace macro raw.line_id_of(claim_id, service_line_number) as
    (claim_id << 14) + service_line_number::bigint

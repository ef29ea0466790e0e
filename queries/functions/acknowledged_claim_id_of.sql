-- The id of a claim named in an acknowledgment: its file, and the segment it opens with.
create or replace macro raw.acknowledged_claim_id_of(set_id, segment_number) as
    ((set_id >> 28) << 28) + segment_number::bigint

-- The id of a claim: that of its set, and its place in the set.
--
-- A set has fewer claims than segments, so that the ids of two sets do not meet.
create or replace macro raw.claim_id_of(set_id, claim_number) as
    set_id + claim_number::bigint

-- The id of a transaction set: 35 bits for its file, 28 for a place in the file.
create or replace macro raw.set_id_of(file_number, place) as
    (file_number::bigint << 28) + place::bigint

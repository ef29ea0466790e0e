-- What the files in hand give as amounts, or as dates, in a raw table: one row per value, with its place.
--
-- `given_list` is a list of its columns. It is asked before anything is judged.
create or replace macro intake.given_values(rows, value_kind, given_list) as table (
    select
        file_id,
        transaction_set_number,
        segment_number,
        value_kind as kind,
        unnest(given_list) as given,
    from query_table(rows)
    where file_id in (select unnest(getvariable('files_in_hand')::varchar[]))
)

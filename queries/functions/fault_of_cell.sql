-- What is wrong with a cell, or null: something stands in it, and nothing could be read from it.
create or replace macro raw.fault_of_cell(label, given, read) as
    case
        when given is not null and read is null
            then label || ' "' || left(given, 40) || '" cannot be read'
    end

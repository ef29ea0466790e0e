-- What is wrong with a cell, or null: something stands in it, and nothing could be read from it.
-- What stands there may be a patient's, if columns are shifted: only its shape is said.
create or replace macro raw.fault_of_cell(label, given, read) as
    case
        when given is not null and read is null
            then label || ' (' || raw.shape_of(given) || ') cannot be read'
    end

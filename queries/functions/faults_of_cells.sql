-- What is wrong with the cells of a row, or '': something is in one, and nothing could be read.
-- What stands there may be a patient's, if columns are shifted: only its shape is said.
create or replace macro raw.faults_of_cells(cells) as
    array_to_string(
        list_transform(
            list_filter(cells, lambda cell: cell.given is not null and cell.read is null),
            lambda cell: cell.label || ' (' || raw.shape_of(cell.given) || ') cannot be read'
                || case
                    when regexp_full_match(cell.given, '\D*\d{1,3}([. ]?\d{3})*,\d{1,2}\D*')
                        then ': write decimals after a point, not after a comma'
                    else ''
                end
        ),
        '; '
    )

-- The modifiers that are in a list of cells, in order; one told in two cells is one.
create or replace macro raw.modifiers_in(cells) as
    list_reduce(
        regexp_extract_all(upper(array_to_string(cells, ' ')), '[A-Z0-9]{2}'),
        lambda modifiers, code:
            case when list_contains(modifiers, code) then modifiers else list_append(modifiers, code) end,
        []::varchar[]
    )

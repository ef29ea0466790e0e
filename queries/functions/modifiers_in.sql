-- The modifiers that are in a list of cells, in order; one told in two cells is one.
-- Words beside a code are no modifiers: "59 - Distinct service; LT" gives 59 and LT. Codes written as
-- one, "2559" or "LTRT", are several.
create or replace macro raw.modifiers_in(cells) as
    list_reduce(
        case
            -- Most lines have no word, and many no modifier: those cost no more than a look.
            when regexp_matches(array_to_string(cells, ';'), '[A-Za-z]{3}')
                then
                    flatten(
                        list_transform(
                            regexp_split_to_array(
                                upper(array_to_string(cells, ';')), '[;|,\n]'
                            ),
                            lambda part: regexp_extract_all(
                                case
                                    when regexp_full_match(trim(part), '(?:[A-Z]{2}){2,4}')
                                        then part
                                    else regexp_replace(part, '\b[A-Z]{3,}\b(?s:.*)', '')
                                end,
                                '[A-Z0-9]{2}'
                            )
                        )
                    )
            else regexp_extract_all(upper(array_to_string(cells, ' ')), '[A-Z0-9]{2}')
        end,
        lambda modifiers, code:
            case when list_contains(modifiers, code) then modifiers else list_append(modifiers, code) end,
        []::varchar[]
    )

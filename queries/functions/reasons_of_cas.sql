-- A cell that is a raw CAS segment, or several, as the reasons in it; any other cell as it is.
-- "CAS*CO*45*20*1*97*80" gives "CO-45:20; CO-97:80": after each amount comes a quantity or its place.
-- With bars ("CO|97|60.00|1") amounts need their cents: without, they may be reasons of a list.
create or replace macro raw.reasons_of_cas(given) as
    case
        when
            regexp_full_match(
                given,
                '\s*(?:(?:CAS\*)?(?:CO|PR|OA|PI|CR)(?:\*[ABDPWY]?\d{1,3}\*-?\d+(?:\.\d{1,2})?\*-?\d*(?:\.\d+)?)*\*[ABDPWY]?\d{1,3}\*-?\d+(?:\.\d{1,2})?(?:\*-?\d*(?:\.\d+)?)?[\s~;,|]*)+'
            )
            or regexp_full_match(
                given,
                '\s*(?:(?:CAS\|)?(?:CO|PR|OA|PI|CR)(?:\|[ABDPWY]?\d{1,3}\|-?\d+\.\d{1,2}\|-?\d*)*\|[ABDPWY]?\d{1,3}\|-?\d+\.\d{1,2}(?:\|-?\d*)?[\s~;,]*)+'
            )
            then
                array_to_string(
                    flatten(
                        list_transform(
                            regexp_extract_all(
                                given, '(?:CO|PR|OA|PI|CR)(?:[*|]+[ABDPWY]?-?\d+(?:\.\d+)?)+'
                            ),
                            lambda segment: list_transform(
                                regexp_extract_all(
                                    segment,
                                    '[*|][ABDPWY]?\d{1,3}[*|]-?\d+(?:\.\d+)?(?:[*|]-?\d*(?:\.\d+)?)?'
                                ),
                                lambda triplet:
                                    segment[:2] || '-'
                                    || regexp_replace(
                                        triplet, '^[*|](\w+)[*|](-?[\d.]+)([*|].*)?$', '\1:\2'
                                    )
                            )
                        )
                    ),
                    '; '
                )
        else given
    end

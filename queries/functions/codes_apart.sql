-- A cell of reason codes in capitals, with a sign between codes that are written without one.
-- "COB7" gives "CO-B7", "CO16MA130N4" gives "CO16 MA130 N4", and "CO_97" gives "CO-97" as a long dash does.
create or replace macro raw.codes_apart(given) as
    case
        when regexp_matches(upper(given), '\d[MN]|(?:CO|PR|OA|PI|CR)[ABDPWY]\d|[_\x{2013}\x{2014}\x{2212}]')
            then
                regexp_replace(
                    regexp_replace(
                        translate(
                            upper(given), chr(8211) || chr(8212) || chr(8722) || '_', '----'
                        ),
                        '(\d)(MA|M|N)(\d)', '\1 \2\3', 'g'
                    ),
                    '\b(CO|PR|OA|PI|CR)([ABDPWY]\d)', '\1-\2', 'g'
                )
        else upper(given)
    end

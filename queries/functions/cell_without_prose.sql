-- A cell of reason codes without the words of its descriptions, in whose numbers no code may be seen.
-- "16 - Claim lacks 1 item; CO-97 Bundled" gives "16 - ; CO-97 ". Words end at a semicolon, bar, line
-- end, or at a code that carries its group or is a remark. "Denied: 97" and "Denial code 97" are the
-- code 97, "Denied: 2 units" is prose.
create or replace macro raw.cell_without_prose(given) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    raw.reasons_of_cas(raw.codes_apart(given)), '^\s*(\d{1,3})\.0+\s*$', '\1'
                ),
                '(^|[;|\n])\W*(?:DENIED|DENIAL|REJECTED|REJECTION|ADJUSTMENT|ADJ)(?:\s*(?:\b(?:CARC|CODES?|REASONS?)\b|[.:#=(-]))+\s*((?:[ABDPWY]\d{1,2}|\d{1,3})\s*(?:$|[;|:()]|,\s|-\s*[A-Z]|\s(?:MA|M|N)\d))',
                '\1 \2', 'g'
            ),
            '\b(CARC|RARC|CODES?|REASONS?|REMARKS?|CAS|GROUP)\b', ' ', 'g'
        ),
        '[A-Z]{3,}(?s:.*?)(\b(?:CO|PR|OA|PI|CR)[\s*:/|-]*[ABDPWY]?\d|\b(?:MA|M|N)\d{1,4}\b|[;|\n]|$)',
        '\1', 'g'
    )

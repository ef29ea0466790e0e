-- The reasons cited in one cell, in order, each with group code and amount where they are written.
-- "CO-45:20.00; PR-1 (15.00) | 97 N19" gives CO 45 20.00, PR 1 15.00 and 97; '' where one is absent.
-- Remark codes (N19) are read elsewhere; an amount after a mere blank needs its cents to be one.
-- A number with cents is no code, even where it is not told whose amount it is ("45|97|20.00|80.00").
create or replace macro raw.cited_reasons_of(given) as
    list_filter(
        list_transform(
            regexp_extract_all(
                raw.cell_without_prose(given),
                '[\s|,;/:*-]\s*-?\$?\d[\d,]*\.(?:\d{2,}|[1-9])\b|(?:\b(?:CO|PR|OA|PI|CR)[\s*:/|-]*0*|\b)(?:MA\d{1,3}|[MN]\d{1,4}|[ABDPWY]\d{1,2}|\d{1,3})\b(?:\s*[:=@*]\s*\(?-?\$?-?(?:\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+(?:\.\d{1,2})?|\.\d{1,2})\)?|\s*\(\s*-?\$?-?(?:\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+(?:\.\d{1,2})?)\s*\)|\s+(?:-?\$-?[\d,]*\d(?:\.\d{1,2})?|-?\d[\d,]*\.\d{2})|(?:\s+-\s+|-\s*)\$?\d[\d,]*\.\d{2})?'
            ),
            lambda item: {
                'group_code': regexp_extract(item, '^(CO|PR|OA|PI|CR)', 1),
                'carc_code': regexp_extract(
                    item, '^(?:(?:CO|PR|OA|PI|CR)[\s*:/|-]*)?([A-Z]*\d+)', 1
                ),
                'amount': coalesce(
                    raw.amount_text_of(
                        -- Brackets right after a code enclose its amount; after a colon they negate it.
                        regexp_replace(
                            regexp_extract(
                                item,
                                '^(?:(?:CO|PR|OA|PI|CR)[\s*:/|-]*)?[A-Z]*\d+(\D.*)$', 1
                            ),
                            '^(?:\s*[:=@*]\s*|\s*\(([^)]*)\)$|\s+-\s+|-\s*(\$?\d))', '\1\2'
                        )
                    ),
                    ''
                ),
            }
        ),
        lambda reason: not regexp_matches(reason.carc_code, '^(M|N|MA)\d|^0*$')
    )

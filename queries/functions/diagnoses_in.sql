-- The diagnosis codes that are in a cell, in order, without the point; in prose, those that lead.
-- "E11.9, I10" and "ABK:E119 ABF:I10" give E119 and I10; "E11.9 - Diabetes; D51.9 B12 deficiency"
-- gives E119 and D519. ICD-10 begins with a letter, ICD-9 has three digits before the point.
create or replace macro raw.diagnoses_in(given) as
    list_transform(
        case
            when
                regexp_matches(
                    upper(given),
                    '^\W*(?:(?:(?:A?B[KFJN]|A?PR)[\s:]+)?(?:[A-Z]\d[0-9A-Z]|\d{3})(?:\.?[0-9A-Z]{1,4})?(?:\W+|$))+$'
                )
                then regexp_extract_all(
                    upper(given), '\b(?:[A-Z]\d[0-9A-Z]|\d{3})(?:\.?[0-9A-Z]{1,4})?\b'
                )
            else regexp_extract_all(
                upper(given),
                '(?:^|[;,|\n])\s*(?:(?:A?B[KFJN]|A?PR)[\s:]+)?((?:[A-Z]\d[0-9A-Z]|\d{3})(?:\.?[0-9A-Z]{1,4})?)\b',
                1
            )
        end,
        lambda code: replace(code, '.', '')
    )

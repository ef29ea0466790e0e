-- What a provider adjustment refers to (PLB03-2), without the patient's Medicare number.
--
-- Medicare gives its own number of the claim in positions 1 to 19, and from 20 on the practice's, or
-- where it has none the patient's (MLN Matters MM7499): 11 signs of a fixed form since 2018, which
-- are not kept wherever they are last, before that nine digits with a letter and perhaps a sign.
create or replace macro raw.reference_without_member(given) as
    nullif(
        trim(
            regexp_replace(
                regexp_replace(
                    given,
                    '[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]'
                    || '[0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}\s*$',
                    '',
                    'i'
                ),
                '^(.{19})\d{9}[A-Z][A-Z0-9]?\s*$',
                '\1',
                'i'
            )
        ),
        ''
    )

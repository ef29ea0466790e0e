-- A payer's name without what spellings of one payer differ in: case, punctuation, legal form.
--
-- Words that say only that it is a company or a plan go too, unless nothing else would be left.
create or replace macro staging.payer_stem_of(payer_name) as
    coalesce(
        nullif(
            array_to_string(
                list_filter(
                    regexp_split_to_array(
                        trim(
                            regexp_replace(
                                replace(upper(payer_name), '&', ' AND '), '[^A-Z0-9]+', ' ', 'g'
                            )
                        ),
                        ' '
                    ),
                    lambda word: not list_contains(
                        [
                            'INC', 'INCORPORATED', 'LLC', 'LLP', 'LP', 'LTD', 'CO', 'CORP',
                            'CORPORATION', 'COMPANY', 'PLC', 'PC', 'THE', 'INSURANCE', 'INS',
                            'ASSURANCE', 'PLAN', 'PLANS', 'GROUP',
                        ],
                        word
                    )
                ),
                ' '
            ),
            ''
        ),
        upper(payer_name)
    )

-- A payer's name without what spellings differ in: case, spacing, punctuation and legal form.
create or replace macro staging.folded_payer_name_of(given) as
    trim(regexp_replace(
        regexp_replace(
            ' ' || regexp_replace(upper(given), '[^A-Z0-9&]+', ' ', 'g') || ' ',
            '( (THE|INC|INCORPORATED|LLC|LLP|LP|LTD|LIMITED|CO|COMPANY|CORP|CORPORATION))+ ',
            ' ',
            'g'
        ),
        ' +',
        ' ',
        'g'
    ))

-- A written amount without dollar sign and blanks, its sign in front: "($12.00)" gives "-12.00".
create or replace macro raw.amount_signed_of(given) as
    regexp_replace(
        regexp_replace(upper(given), '[\s\x{00A0}$]|USD', '', 'g'),
        '^\((.*)\)$|^([^-].*)-$',
        '-\1\2'
    )

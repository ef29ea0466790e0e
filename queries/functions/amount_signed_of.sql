-- A written amount without dollar sign and blanks, its sign in front: "($12.00)" gives "-12.00".
-- A credit ("12.00 CR") is negative, a debit ("12.00 DR") is not; a long minus sign is a minus.
create or replace macro raw.amount_signed_of(given) as
    regexp_replace(
        regexp_replace(
            replace(upper(given), chr(8722), '-'), '[\s\x{00A0}$]|USD|DR$', '', 'g'
        ),
        '^\((.*)\)$|^([^-].*)(?:-|CR)$',
        '-\1\2'
    )

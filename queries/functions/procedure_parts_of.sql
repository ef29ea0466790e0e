-- A procedure as extracts write it, separated into qualifier, code and modifiers ('' where absent).
-- "HC:99213:25", "99213-25" and "99213 25 59" hold modifiers too; "99213 Office visit" does not.
create or replace macro raw.procedure_parts_of(given) as
    regexp_extract(
        upper(given),
        '^(?:([A-Z]{2})[:*>|])?([A-Z0-9]+)(?:\W+([A-Z0-9]{2}(?:\W+[A-Z0-9]{2})*)\W*$)?',
        ['qualifier', 'code', 'modifiers']
    )

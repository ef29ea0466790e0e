-- What is kept of a patient's name, to tell two apart who share a control number.
--
-- Keyed hashes of the first three letters of the last name and of the first letter of the first name.
-- Files spell names differently (accents, hyphens, nicknames): two keys name different patients only
-- where neither part agrees. Null where there is no name; a part that is missing is null.
create or replace macro raw.patient_key_of(last_name, first_name) as
    raw.patient_key_of_parts(
        left(regexp_replace(split_part(upper(last_name), ',', 1), '[^A-Z]', '', 'g'), 3),
        left(
            regexp_replace(
                upper(coalesce(first_name, split_part(last_name, ',', 2))), '[^A-Z]', '', 'g'
            ),
            1
        )
    )

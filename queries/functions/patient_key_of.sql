-- The start of a patient's last name and the first letter of the first, to tell two patients apart.
--
-- Files spell names differently (accents, hyphens, nicknames): two keys name different patients only
-- where both parts differ. Null where there is no name.
create or replace macro staging.patient_key_of(patient_name) as
    nullif(
        left(regexp_replace(split_part(upper(patient_name), ',', 1), '[^A-Z]', '', 'g'), 3)
        || ','
        || left(regexp_replace(split_part(upper(patient_name), ',', 2), '[^A-Z]', '', 'g'), 1),
        ','
    )

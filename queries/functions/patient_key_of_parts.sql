-- The keyed hashes of a start of a last name and of a first letter; null where both are missing.
create or replace macro raw.patient_key_of_parts(start_of_last_name, first_letter) as
    case
        when coalesce(start_of_last_name, '') != '' or coalesce(first_letter, '') != ''
            then struct_pack(
                key_id := getvariable('patient_key_id')::uinteger,
                last_name := raw.keyed('last name ' || nullif(start_of_last_name, '')),
                first_letter := raw.keyed('first letter ' || nullif(first_letter, ''))
            )
    end

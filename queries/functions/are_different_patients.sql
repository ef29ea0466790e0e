-- Whether two patient keys name different patients: neither part of the names agrees.
-- Keys of a lost key file cannot be compared with those of the next: they are taken for the same.
create or replace macro staging.are_different_patients(one, other) as
    coalesce(
        one.key_id = other.key_id
        and one.last_name is distinct from other.last_name
        and one.first_letter is distinct from other.first_letter,
        false
    )

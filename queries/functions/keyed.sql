-- The first eight bytes of the HMAC-SHA256 (RFC 2104) of a text, by the key of the store.
--
-- The key, padded and combined as the standard says, is in two variables of the connection
-- (analytics/database/patients.py): a short text could be guessed from a hash without a key.
create or replace macro raw.keyed(given) as
    (
        '0x'
        || left(
            sha256(
                getvariable('patient_key_outer')
                || unhex(sha256(getvariable('patient_key_inner') || encode(given)))
            ),
            16
        )
    )::ubigint

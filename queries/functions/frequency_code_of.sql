-- Whether a claim is an original (1), replaces (7) or voids another (8), as CLM05-3 says it.
-- "7", "07", "7 - Replacement" and "Corrected claim" are read; other codes stay as they are.
create or replace macro raw.frequency_code_of(given) as
    case
        when regexp_matches(given, '^\s*0*[0-9A-Za-z](\W|$)')
            then upper(regexp_extract(given, '^\s*0*([0-9A-Za-z])(?:\W|$)', 1))
        when regexp_matches(given, '(?i)^(original|new|first)') then '1'
        when regexp_matches(given, '(?i)^(replace|correct)') then '7'
        when regexp_matches(given, '(?i)^(void|cancel)') then '8'
    end

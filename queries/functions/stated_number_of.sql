-- A claim's number as far as it names a claim: null where it is empty, zeros, or masked throughout.
create or replace macro staging.stated_number_of(given) as
    case
        when not regexp_full_match(upper(trim(given)), '[0X*#.\-]*|N/?A|NONE|UNKNOWN')
            then upper(trim(given))
    end

-- A place of service as its list writes it, with two digits: "2" and "002" give "02".
create or replace macro staging.place_of_service_code_of(given) as
    case
        when regexp_full_match(trim(given), '0*\d{1,2}')
            then lpad(staging.code_of(given), 2, '0')
        else trim(given)
    end

-- How a value of a file looks, for messages: "15 letters, 2 digits".
-- Never the value itself, which may be a patient's wherever a file is damaged or shifted.
create or replace macro raw.shape_of(given) as
    case
        when trim(given) = '' then 'nothing'
        else
            concat_ws(
                ', ',
                raw.count_in_words(length(regexp_replace(given, '\PL', '', 'g')), 'letter'),
                raw.count_in_words(length(regexp_replace(given, '[^0-9]', '', 'g')), 'digit'),
                raw.count_in_words(
                    length(regexp_replace(given, '[\pL0-9]', '', 'g')), 'other sign'
                )
            )
    end

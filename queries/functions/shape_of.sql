-- How a value of a file looks, for messages: "15 letters, 2 digits".
-- Never the value itself, which may be a patient's wherever a file is damaged or shifted.
--
-- What is counted once is in a list of one, since a macro writes its parameters out wherever it names
-- them: a pattern takes a millisecond before there is any row, and most files have no such value.
create or replace macro raw.shape_of(given) as
    case
        when trim(given) = '' then 'nothing'
        else
            list_transform(
                [
                    {
                        'letters': length(regexp_replace(given, '\PL', '', 'g')),
                        'digits': length(given) - length(translate(given, '0123456789', '')),
                        'signs': length(given)
                    }
                ],
                lambda counts: concat_ws(
                    ', ',
                    raw.count_in_words(counts.letters, 'letter'),
                    raw.count_in_words(counts.digits, 'digit'),
                    raw.count_in_words(
                        counts.signs - counts.letters - counts.digits, 'other sign'
                    )
                )
            )[1]
    end

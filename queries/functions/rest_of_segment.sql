-- What follows `opening` in the first segment of a loop that opens so; null when none does.
-- `opening` is the segment id with its qualifier, as 'REF␝F8' with the element separator between.
create or replace macro raw.rest_of_segment(loop_text, opening) as
    case
        when contains(loop_text, chr(30) || opening || chr(29)) then
            split_part(
                substr(
                    loop_text,
                    strpos(loop_text, chr(30) || opening || chr(29)) + length(opening) + 2
                ),
                chr(30), 1
            )
    end

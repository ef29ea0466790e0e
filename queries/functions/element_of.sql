-- The element at a position of a segment, or null when it is absent or empty.
create or replace macro raw.element_of(segment, place) as
    nullif(split_part(segment, chr(29), place), '')

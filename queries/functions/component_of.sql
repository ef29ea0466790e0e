-- The component at a position of a composite element, or null when it is absent or empty.
create or replace macro raw.component_of(composite, place) as
    nullif(split_part(composite, chr(31), place), '')

-- The places a denied dollar can be in, in the order they are shown.
-- grain: one row per place
-- scope: store
select
    place,
    place_number::integer as place_number,
    place_label,
    note,
from reference.dollar_places;

comment on column marts.dollar_places.place is 'Name of the place.';
comment on column marts.dollar_places.place_number is 'Its order.';
comment on column marts.dollar_places.place_label is 'What it is called on screen.';
comment on column marts.dollar_places.note is 'What it means.';

-- The places a denied dollar can be in, in the order they are shown.
-- grain: one row per place
-- scope: store
select
    place,
    place_number::integer as place_number,
    place_label,
    note,
from reference.dollar_places;

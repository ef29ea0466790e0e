-- May a claim of the remittances in hand have been loaded before, or be repeated in one of them?
-- grain: one row where it may; none where nothing need be looked at
select shared_number
from intake.alike_remittances(getvariable('files_in_hand'))

-- The modifiers that say which part is meant: side, finger, toe, eyelid, artery, component.
--
-- Two lines with other such modifiers are two services (HCPCS level II anatomic modifiers; 26 and TC
-- part the physician's work from the equipment).
create or replace macro staging.site_modifiers_of(modifier_codes) as
    list_sort(
        list_filter(
            list_distinct(modifier_codes),
            lambda code: regexp_full_match(
                code, 'RT|LT|E[1-4]|FA|F[1-9]|TA|T[1-9]|LC|LD|LM|RC|RI|26|TC'
            )
        )
    )

-- Patients' Medicare numbers go from what provider adjustments refer to (PLB03-2).
--
-- The forms are those that loads leave out since (queries/functions/reference_without_member.sql),
-- written again: what is left out later must not change what is done here. A reference without
-- such a number stays as it was given.
create or replace temp macro without_member(given) as
    regexp_replace(
        regexp_replace(
            given,
            '[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]'
            || '[0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}\s*$',
            '',
            'i'
        ),
        '^(.{19})\d{9}[A-Z][A-Z0-9]?\s*$',
        '\1',
        'i'
    );

alter table raw.remittance_835_provider_adjustments
add column if not exists reference_id varchar;

update raw.remittance_835_provider_adjustments
set reference_id = nullif(trim(without_member(reference_id)), '')
where without_member(reference_id) != reference_id;

drop macro without_member;

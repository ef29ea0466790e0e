-- Whether a text is the one wanted; null wants all.
create or replace macro review.is_wanted(wanted, value) as
(wanted::varchar is null or value = wanted::varchar)

-- A text as lower-case words between blanks, to look for words in: "Denied-Partial" gives " denied partial ".
create or replace macro raw.plain_words_of(given) as
    ' ' || trim(regexp_replace(lower(given), '[^a-z0-9]+', ' ', 'g')) || ' '

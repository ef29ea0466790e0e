-- The claim status code for what an extract says of a claim, as a code or in words.
-- A negative charge can only be a claim taken back (835 guide, reversals), whatever else is said.
-- Words that are no status of the list are an answer like any other: what was paid and why decides.
create or replace macro raw.claim_status_code_of(given, charge_amount) as
    case
        when charge_amount like '-%' then '22'
        when regexp_matches(given, '^\d{1,2}(\s*[-:.)=|]|\s*$)')
            then ltrim(regexp_extract(given, '^\d{1,2}'), '0')
        when regexp_matches(given, '(?i)revers|void|take.?back') then '22'
        when regexp_matches(given, '(?i)predeterm') then '25'
        when regexp_matches(given, '(?i)secondary') then '2'
        when regexp_matches(given, '(?i)tertiary') then '3'
        when regexp_matches(given, '(?i)\b(pend|suspend|in.?process|(in|under) (review|investig))')
            and not regexp_matches(given, '(?i)den[iy]|reject|paid')
            then '5'
        else '1'
    end

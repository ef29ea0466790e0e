-- The claim status code for what an extract says of a claim, as a code or in words.
-- A negative charge can only be a claim taken back (835 guide, reversals), whatever else is said.
create or replace macro raw.claim_status_code_of(given, charge_amount) as
    case
        when charge_amount like '-%' then '22'
        when regexp_full_match(given, '\d{1,2}') then ltrim(given, '0')
        when regexp_matches(given, '(?i)revers|void|take.?back') then '22'
        when regexp_matches(given, '(?i)predeterm') then '25'
        when regexp_matches(given, '(?i)secondary') then '2'
        when regexp_matches(given, '(?i)tertiary') then '3'
        when given is null or regexp_matches(given, '(?i)primary|processed|paid|denied|partial')
            then '1'
        else given
    end

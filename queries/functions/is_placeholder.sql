-- Whether a number or id is only a filler: empty, zeros, NA, NONE, UNKNOWN.
--
-- Payers and practices write these where they have nothing to say (X12 RFI 535: CLP01 is "0" where
-- the provider's number is unknown). They name nothing and link nothing.
create or replace macro staging.is_placeholder(given) as
    regexp_full_match(
        upper(trim(coalesce(given, ''))), '0*|9{4,}|N/?A|NONE|NULL|UNKNOWN|UNK|X+|-+'
    )

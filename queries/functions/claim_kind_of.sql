-- Professional (P), institutional (I) or dental (D), by the kind of claim or the name of its form.
create or replace macro raw.claim_kind_of(given) as
    case
        when regexp_matches(given, '(?i)^p(rof|$)|837-?p|1500|hcfa') then 'P'
        when regexp_matches(given, '(?i)^i(nst|$)|837-?i|ub-?\s?(04|92)|hospital') then 'I'
        when regexp_matches(given, '(?i)^d(ent|$)|837-?d|\bada\b') then 'D'
    end

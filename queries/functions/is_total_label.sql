-- Whether a label is that of a total, a balance, a count or an average of a report, not a number of a claim.
create or replace macro raw.is_total_label(given) as
    coalesce(
        regexp_matches(
            given,
            '(?i)(^|\W)(sub-?|grand )?totals?(\W|$)|^\W*(sum|count|average|avg|number of)\b|^\W*(balance|brought|carried)( brought| carried)? forward\b|^\W*(opening|beginning|previous|prior|ending|closing) balance\b|^\W*\d+ (claims?|records?|rows?|lines?|encounters?|visits?)\b'
        ),
        false
    )

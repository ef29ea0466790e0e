-- The lines of a payer's week, which data health looks at, are those answered in it.
-- grain: one row per payer and week with another number
with weeks as (
    select distinct
        payer_name,
        remit_week,
    from temp.recounted_claims
    where remit_week is not null
),

answered as (
    select
        remitted_lines.payer_name,
        remitted_lines.remit_week,
        count(*) as line_count,
    from marts.remitted_lines
    inner join weeks
        on
            remitted_lines.remit_week = weeks.remit_week
            and remitted_lines.payer_name = weeks.payer_name
    where
        not remitted_lines.is_reversal
        and not remitted_lines.is_predetermination
        and not remitted_lines.is_undecided
    group by remitted_lines.payer_name, remitted_lines.remit_week
)

select
    weeks.payer_name,
    weeks.remit_week,
    coalesce(answered.line_count, 0) as answered_line_count,
    payer_weeks.line_count,
from weeks
left join answered
    on
        weeks.payer_name = answered.payer_name
        and weeks.remit_week = answered.remit_week
left join marts.payer_weeks
    on
        weeks.payer_name = payer_weeks.payer_name
        and weeks.remit_week = payer_weeks.remit_week
where
    coalesce(answered.line_count, 0) != coalesce(payer_weeks.line_count, 0)

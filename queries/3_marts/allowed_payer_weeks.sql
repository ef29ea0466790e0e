-- What a payer allowed of what was charged in a week, whatever the service.
-- grain: one row per payer and remit week with lines that marts.allowed_weeks counts
-- scope: store
-- adds: line_count, allowed_amount, charge_amount
select
    payer_name,
    remit_week,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(charge_amount)::decimal(18, 2) as charge_amount,
from marts.allowed_weeks
group by payer_name, remit_week;

comment on column marts.allowed_payer_weeks.payer_name is 'Name the team knows the payer by.';
comment on column marts.allowed_payer_weeks.remit_week is 'Monday of the week of the answer.';
comment on column marts.allowed_payer_weeks.line_count is 'Lines paid.';
comment on column marts.allowed_payer_weeks.allowed_amount is 'US dollars allowed for them.';
comment on column marts.allowed_payer_weeks.charge_amount is 'US dollars charged for them.';

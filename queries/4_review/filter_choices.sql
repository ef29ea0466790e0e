-- What can the filters choose from?
-- grain: one row per filter and value
select
    choice_kind,
    value,
    label,
    line_count,
from marts.filter_choices
order by choice_kind, line_count desc, value

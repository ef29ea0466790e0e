-- What similar lines were denied for more often than lines around them, learned from answers.
-- grain: one row per week learned before and rule
--
-- A null attribute is one the rule is not about; the empty modifier_set is lines without any. Rules
-- in force are those learned before the week after the newest answer (is_current); the others are
-- kept to judge by what they would have flagged.
select
    null::date as before_week,
    null::boolean as is_current,
    null::integer as rule_number,
    null::varchar as payer_name,
    null::varchar as procedure_code,
    null::varchar as modifier_set,
    null::varchar as place_of_service_code,
    null::varchar as diagnosis_code,
    null::varchar as carc_code,
    null::varchar as sentence,
    null::bigint as line_count,
    null::bigint as denied_line_count,
    null::bigint as otherwise_line_count,
    null::bigint as otherwise_denied_line_count,
    null::bigint as all_line_count,
    null::bigint as all_denied_line_count,
    null::double as shrunk_share,
    null::double as lower_bound,
where false;

-- What lines alike were denied for more often than lines around them, learned from answers.
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

comment on column signals.claim_rules.before_week is 'Monday: learned from the 13 weeks of answers before it.';
comment on column signals.claim_rules.is_current is 'In force for claims that are open now.';
comment on column signals.claim_rules.rule_number is 'Its number, the strongest of a week first.';
comment on column signals.claim_rules.payer_name is 'Payer it is about; null for all.';
comment on column signals.claim_rules.procedure_code is 'Procedure it is about; null for all.';
comment on column signals.claim_rules.modifier_set is 'Modifiers it is about, empty for lines without any; null for all.';
comment on column signals.claim_rules.place_of_service_code is 'Place of service it is about; null for all.';
comment on column signals.claim_rules.diagnosis_code is 'First diagnosis of the line it is about; null for all.';
comment on column signals.claim_rules.carc_code is 'Reason such lines were denied for.';
comment on column signals.claim_rules.sentence is 'All of it in one sentence.';
comment on column signals.claim_rules.line_count is 'Answered lines of the kind.';
comment on column signals.claim_rules.denied_line_count is 'Of them denied for the reason.';
comment on column signals.claim_rules.otherwise_line_count is 'The payer''s other lines; all others where it is of all payers, or of all lines of one.';
comment on column signals.claim_rules.otherwise_denied_line_count is 'Of them denied for the reason.';
comment on column signals.claim_rules.all_line_count is 'All answered lines.';
comment on column signals.claim_rules.all_denied_line_count is 'Of them denied, for any reason.';
comment on column signals.claim_rules.shrunk_share is 'Share denied, shrunk towards that of wider sets of lines.';
comment on column signals.claim_rules.lower_bound is 'That share is above it in 19 of 20 such rules.';

-- Rules judged: what those learned before a week would have flagged of the claims sent in it.
-- grain: one row per week of sending
select
    null::date as submission_week,
    null::bigint as line_count,
    null::bigint as denied_line_count,
    null::bigint as flagged_line_count,
    null::bigint as flagged_denied_line_count,
where false;

comment on column signals.claim_rule_tests.submission_week is 'Week the claims were sent in; the rules knew only answers before it.';
comment on column signals.claim_rule_tests.line_count is 'Lines sent in it and answered since.';
comment on column signals.claim_rule_tests.denied_line_count is 'Of them denied, for any reason.';
comment on column signals.claim_rule_tests.flagged_line_count is 'The 50 flagged by the strongest rules, or all flagged if fewer.';
comment on column signals.claim_rule_tests.flagged_denied_line_count is 'Of them denied, for any reason.';

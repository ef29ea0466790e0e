-- Lines that a rule of signals.claim_rules is about, each with the strongest.
--
-- Open lines meet the rules in force; answered ones what was known before the week they were sent,
-- if it is one of the weeks wanted (null: all).
-- A rule fits a line alike in every attribute it names. Rules name few combinations of attributes
-- ("shapes"), so a line looks for its rules by as many keys as there are shapes. Strongest is the
-- highest lower bound; then the rule of more lines, then the first.
create or replace macro review.flagged_lines(is_open, weeks) as table (
    with rules as (
        select
            *,
            payer_name is not null as names_payer,
            procedure_code is not null as names_procedure,
            modifier_set is not null as names_modifiers,
            place_of_service_code is not null as names_place,
            diagnosis_code is not null as names_diagnosis,
        from signals.claim_rules
        where is_current = is_open and (weeks is null or list_contains(weeks, before_week))
    ),

    shapes as (
        select distinct
            before_week,
            names_payer,
            names_procedure,
            names_modifiers,
            names_place,
            names_diagnosis,
        from rules
    ),

    keys as (
        select
            lines.line_id,
            shapes.*,
            case when shapes.names_payer then lines.payer_name end as payer_name,
            case when shapes.names_procedure then lines.procedure_code end as procedure_code,
            case when shapes.names_modifiers then lines.modifier_set end as modifier_set,
            case when shapes.names_place then lines.place_of_service_code end
                as place_of_service_code,
            case when shapes.names_diagnosis then lines.diagnosis_codes[1] end
                as diagnosis_code,
        from marts.line_outcomes as lines
        inner join shapes
            on is_open or shapes.before_week = date_trunc('week', lines.submission_date)::date
        where (lines.verdict = 'unanswered') = is_open
    )

    select
        keys.line_id,
        rules.before_week,
        rules.rule_number,
        rules.lower_bound,
    from keys
    inner join rules
        on
            keys.before_week = rules.before_week
            and keys.names_payer = rules.names_payer
            and keys.names_procedure = rules.names_procedure
            and keys.names_modifiers = rules.names_modifiers
            and keys.names_place = rules.names_place
            and keys.names_diagnosis = rules.names_diagnosis
            and keys.payer_name is not distinct from rules.payer_name
            and keys.procedure_code is not distinct from rules.procedure_code
            and keys.modifier_set is not distinct from rules.modifier_set
            and keys.place_of_service_code is not distinct from rules.place_of_service_code
            and keys.diagnosis_code is not distinct from rules.diagnosis_code
    qualify
        row_number() over (
            partition by keys.line_id
            order by rules.lower_bound desc, rules.line_count desc, rules.rule_number
        ) = 1
)

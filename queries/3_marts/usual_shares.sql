-- Which share of its charge a payer usually allows for a procedure that it also paid under a lower code.
-- grain: one row per payer and procedure with a downcoded line
-- scope: store
-- needs: marts.downcoded_lines
-- again: marts.downcoded_lines by payer_name, procedure_code
--
-- The median over its lines paid whole under the code with no remark that the
-- code was changed (reference.downcoding_remarks). A load asks it again for the
-- procedures of the lines it touches.
with procedures as (
    select distinct
        payer_name,
        procedure_code,
    from marts.downcoded_lines
)

select
    line_outcomes.payer_name,
    line_outcomes.procedure_code,
    count(*)::integer as example_count,
    median(
        (line_outcomes.paid_amount + line_outcomes.cost_share_amount)::double
        / line_outcomes.charge_amount::double
    ) as usual_share,
from marts.line_outcomes
semi join procedures
    on
        line_outcomes.payer_name = procedures.payer_name
        and line_outcomes.procedure_code = procedures.procedure_code
anti join (
    select remarks.line_id
    from marts.remarks
    inner join reference.downcoding_remarks
        on remarks.remark_code = downcoding_remarks.remark_code
) as changing_remarks on line_outcomes.line_id = changing_remarks.line_id
where
    line_outcomes.verdict = 'paid'
    and line_outcomes.procedure_code = line_outcomes.paid_procedure_code
    and not line_outcomes.is_secondary
    and line_outcomes.charge_amount > 0
    and line_outcomes.paid_amount + line_outcomes.cost_share_amount > 0
group by line_outcomes.payer_name, line_outcomes.procedure_code;

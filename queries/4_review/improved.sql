-- What improved in a week, more than chance explains, and which action on file was meant to improve it?
-- grain: one row per improvement: new, standing, or ended in the last 4 weeks; the
--     least likely by chance first
-- param filters: only its payers, reasons, procedures and modifiers matter: they narrow the list
-- param week: Monday of the week it is seen from; null for the latest full week
-- param actions: what the team decided (analytics/notebook/actions.py)
--
-- An action was meant to improve it if it was decided before it began, is not dropped, and is about
-- it: wherever the action says for which reason, category, payer, procedure or modifier it is, that is
-- the improvement's, or the improvement is of all; and at least one of them is. Of several it is the
-- one that says most of it, then the latest.
with improved as (
    select *
    from review.alerts_in_view($filters, 'improved', $week::date)
),

categories as (
    select
        carc_code,
        list(distinct category) as categories,
    from marts.line_outcomes
    where is_denied
    group by carc_code
),

pairs as (
    select
        improved.alert_number,
        improved.carc_code,
        improved.payer_name,
        improved.procedure_code,
        improved.modifier_code,
        coalesce(categories.categories, []) as categories,
        actions.action_number,
        actions.title,
        actions.owner,
        actions.status,
        actions.decided_week,
        actions.done_date,
        actions.filters,
    from improved
    inner join review.decided_actions($actions) as actions
        on improved.since_week >= actions.decided_week
    left join categories on improved.carc_code = categories.carc_code
    where actions.status != 'dropped' and actions.measure != 'rejection_rate'
),

-- Of each part whether the action says it (null: it is of all) and whether it is the improvement's.
compared as (
    select
        *,
        list_contains((filters).carcs, carc_code) as is_its_reason,
        list_has_any((filters).categories, categories) as is_its_category,
        list_contains((filters).payers, payer_name) as is_its_payer,
        list_contains((filters).procedures, procedure_code) as is_its_procedure,
        list_contains((filters).modifiers, modifier_code) as is_its_modifier,
    from pairs
),

scored as (
    select
        *,
        coalesce(is_its_reason, false)::integer
        + coalesce(is_its_category, false)::integer
        + coalesce(is_its_payer, false)::integer
        + coalesce(is_its_procedure, false)::integer
        + coalesce(is_its_modifier, false)::integer as shared_part_count,
    from compared
    where
        coalesce(is_its_reason, true)
        and coalesce(is_its_category, true)
        and (payer_name is null or coalesce(is_its_payer, true))
        and (procedure_code is null or coalesce(is_its_procedure, true))
        and (modifier_code is null or coalesce(is_its_modifier, true))
),

meant as (
    select *
    from scored
    where shared_part_count > 0
    qualify
        row_number() over (
            partition by alert_number
            order by shared_part_count desc, decided_week desc, action_number desc
        ) = 1
)

select
    improved.* exclude (alert_number, sentence),
    meant.action_number,
    meant.title as action_title,
    meant.owner as action_owner,
    meant.status as action_status,
    meant.decided_week as action_decided_week,
    meant.done_date as action_done_date,
    improved.sentence,
from improved
left join meant on improved.alert_number = meant.alert_number
order by improved.alert_number

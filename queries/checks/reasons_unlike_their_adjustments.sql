-- A denied line is under its largest reason that counts, with that reason's group and category.
-- grain: one row per denied line under another reason, or line not denied that has one
--
-- Of equal amounts the first by the order of categories. Where a claim-level reason counts too (its
-- share is rounded), or several share one unexplained amount, any of the line's reasons will do.
with candidates as (
    select
        answered_lines.claim_id,
        answered_lines.service_line_number,
        recounted_adjustments.group_code,
        recounted_adjustments.carc_code,
        case
            when recounted_adjustments.is_umbrella
                then coalesce(recounted_remarks.refined_category, recounted_adjustments.category)
            else recounted_adjustments.category
        end as category,
        recounted_adjustments.segment_number,
        (
            recounted_adjustments.amount is null
            and recounted_adjustments.residual_amount is not null
        )
        or recounted_adjustments.service_line_number < answered_lines.service_line_number
            as is_shared,
        coalesce(
            recounted_adjustments.amount, recounted_adjustments.residual_amount, 0
        ) as amount,
        recounted_adjustments.amount is null
        and recounted_adjustments.residual_amount is null as is_amount_missing,
    from temp.answered_lines
    inner join temp.recounted_adjustments
        on
            answered_lines.claim_id = recounted_adjustments.claim_id
            and (
                answered_lines.service_line_number = recounted_adjustments.service_line_number
                or recounted_adjustments.service_line_number = 0
            )
    left join temp.recounted_remarks
        on
            answered_lines.claim_id = recounted_remarks.claim_id
            and answered_lines.service_line_number = recounted_remarks.service_line_number
    where
        answered_lines.verdict in ('full', 'partial', 'unstated')
        and recounted_adjustments.is_denial
),

reasons as (
    select
        candidates.*,
        coalesce(categories.taxonomy_order::integer, 99) as taxonomy_order,
        concat_ws(
            ' | ', candidates.carc_code, candidates.group_code, candidates.category
        ) as reason,
    from candidates
    left join reference.categories on candidates.category = categories.category
    where candidates.amount > 0 or candidates.is_amount_missing
),

expected as (
    select
        claim_id,
        service_line_number,
        bool_or(is_shared) as has_shared,
        list(
            reason order by amount desc, taxonomy_order, carc_code, group_code, segment_number
        ) as reasons,
    from reasons
    group by claim_id, service_line_number
),

compared as (
    select
        answered_lines.file_id,
        answered_lines.transaction_set_number,
        answered_lines.claim_number,
        answered_lines.service_line_number,
        answered_lines.verdict in ('full', 'partial', 'unstated') as has_reason,
        expected.has_shared,
        expected.reasons,
        nullif(
            concat_ws(
                ' | ',
                answered_lines.carc_code,
                answered_lines.group_code,
                answered_lines.category
            ),
            ''
        ) as reason,
    from temp.answered_lines
    left join expected
        on
            answered_lines.claim_id = expected.claim_id
            and answered_lines.service_line_number = expected.service_line_number
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    reason,
    reasons[1] as expected_reason,
from compared
where
    case
        when not has_reason then reason is not null
        when has_shared then not coalesce(list_contains(reasons, reason), false)
        else reason is distinct from reasons[1]
    end

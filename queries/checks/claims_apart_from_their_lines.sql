-- A claim's denied, recovered and open dollars, reasons, final result and days are its lines'.
-- grain: one row per claim that differs
--
-- Its lines are the first payer's; where only a second payer answered, that payer's.
with line_sums as (
    select
        linked_claim_id,
        bool_and(is_secondary) as is_all_secondary,
    from temp.touched_outcomes
    where verdict != 'unanswered'
    group by linked_claim_id
),

sums as (
    select
        touched_outcomes.linked_claim_id,
        sum(touched_outcomes.denied_amount) filter (where not touched_outcomes.is_duplicate)
            as denied_amount,
        sum(touched_outcomes.recovered_amount) filter (where not touched_outcomes.is_duplicate)
            as recovered_amount,
        sum(touched_outcomes.open_amount) filter (where not touched_outcomes.is_duplicate)
            as open_amount,
        bool_or(touched_outcomes.is_denied and not touched_outcomes.is_duplicate) as is_denied,
        bool_or(touched_outcomes.is_overturned and not touched_outcomes.is_duplicate)
            as is_overturned,
        coalesce(
            bool_or(not touched_outcomes.is_duplicate and not touched_outcomes.is_not_final), false
        ) as is_answered,
        min(touched_outcomes.remit_date) filter (
            where not touched_outcomes.is_duplicate and not touched_outcomes.is_not_final
        ) as first_remit_date,
        max(touched_outcomes.final_remit_date) as last_remit_date,
        coalesce(
            list_sort(
                list(distinct touched_outcomes.carc_code) filter (
                    where touched_outcomes.is_denied and not touched_outcomes.is_duplicate
                )
            ),
            []
        ) as carc_codes,
        coalesce(
            list_sort(
                list(distinct touched_outcomes.category) filter (
                    where touched_outcomes.is_denied and not touched_outcomes.is_duplicate
                )
            ),
            []
        ) as categories,
    from temp.touched_outcomes
    inner join line_sums on touched_outcomes.linked_claim_id = line_sums.linked_claim_id
    where
        touched_outcomes.verdict != 'unanswered'
        and touched_outcomes.is_secondary = line_sums.is_all_secondary
    group by touched_outcomes.linked_claim_id
)

select
    touched_claims.linked_claim_id,
    touched_claims.denied_amount,
    sums.denied_amount as denied_amount_of_lines,
    touched_claims.recovered_amount,
    sums.recovered_amount as recovered_amount_of_lines,
    touched_claims.open_amount,
    sums.open_amount as open_amount_of_lines,
from temp.touched_claims
left join sums on touched_claims.linked_claim_id = sums.linked_claim_id
where
    touched_claims.denied_amount != coalesce(sums.denied_amount, 0)
    or touched_claims.recovered_amount != coalesce(sums.recovered_amount, 0)
    or touched_claims.open_amount != coalesce(sums.open_amount, 0)
    or touched_claims.is_denied != coalesce(sums.is_denied, false)
    or touched_claims.first_remit_date is distinct from sums.first_remit_date
    or touched_claims.last_remit_date is distinct from sums.last_remit_date
    or touched_claims.carc_codes != coalesce(sums.carc_codes, [])
    or touched_claims.categories != coalesce(sums.categories, [])
    or touched_claims.is_answered != coalesce(sums.is_answered, false)
    or touched_claims.final_result is distinct from case
        when touched_claims.first_result = 'paid' then null
        when touched_claims.is_voided then 'voided'
        when
            coalesce(sums.is_answered, false)
            and coalesce(sums.open_amount, 0) = 0
            and (sums.is_overturned or not sums.is_denied)
            then 'recovered'
        else 'open'
    end

-- A line first denied as bundled or for want of a modifier, and paid after one was added.
-- grain: one row per such denied line
-- scope: claim
-- needs: marts.denied_lines
--
-- Of the later answers that paid it under a modifier it had not had, the first. CARC 97 and 236 (part
-- of another service) and 4 (modifier missing or wrong) are the reasons a modifier puts right. The
-- procedure is the same, so it was not another code that did it.
with denied as (
    select
        denied_lines.claim_id,
        denied_lines.line_id,
        denied_lines.chain_number,
        chain_lines.chain_line_number,
        chain_lines.answer_number,
        denied_lines.procedure_code,
        denied_lines.modifier_codes,
    from marts.denied_lines
    inner join marts.chain_lines on denied_lines.line_id = chain_lines.line_id
    where denied_lines.carc_code in ('4', '97', '236')
),

paid_later as (
    select
        denied.claim_id,
        denied.line_id,
        denied.chain_number,
        denied.chain_line_number,
        remitted_lines.modifier_codes as later_modifier_codes,
        list_filter(
            list_distinct(remitted_lines.modifier_codes),
            lambda code: not list_contains(denied.modifier_codes, code)
        ) as added_modifier_codes,
        remitted_lines.paid_amount as later_paid_amount,
        remitted_lines.remit_date as paid_date,
        chain_lines.answer_number as paid_answer_number,
        chain_lines.line_id as paid_line_id,
    from denied
    inner join marts.chain_lines
        on
            denied.chain_number = chain_lines.chain_number
            and denied.chain_line_number = chain_lines.chain_line_number
            and denied.answer_number < chain_lines.answer_number
            and not chain_lines.is_whole_claim
    inner join marts.remitted_lines
        on chain_lines.line_id = remitted_lines.line_id
    where
        remitted_lines.paid_amount > 0
        and not remitted_lines.is_reversed
        and denied.procedure_code = remitted_lines.procedure_code
)

select
    claim_id,
    line_id,
    later_modifier_codes,
    added_modifier_codes,
    later_paid_amount,
    paid_date,
from paid_later
where array_length(added_modifier_codes) > 0
qualify
    row_number() over (
        partition by chain_number, chain_line_number order by paid_answer_number, paid_line_id
    ) = 1;

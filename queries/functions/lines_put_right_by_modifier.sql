-- Lines in view first denied as bundled or for want of a modifier, and paid after one was added.
--
-- One row per such line, with the first later answer that paid it under a modifier it had not had.
-- CARC 97 and 236 (part of another service) and 4 (modifier missing or wrong) are the reasons a
-- modifier puts right. The procedure is the same, so it was not another code that did it.
create or replace macro review.lines_put_right_by_modifier(filters) as table (
    with denied as (
        select
            lines.line_id,
            lines.file_id,
            lines.transaction_set_number,
            lines.claim_number,
            lines.service_line_number,
            lines.segment_number,
            lines.chain_number,
            chain_lines.chain_line_number,
            chain_lines.answer_number,
            lines.payer_name,
            lines.provider_name,
            lines.patient_control_number,
            lines.procedure_code,
            lines.modifier_codes,
            lines.carc_code,
            lines.denied_amount,
            lines.service_date,
            lines.remit_date,
        from review.lines_in_view(filters) as lines
        inner join marts.chain_lines
            on lines.line_id = chain_lines.line_id
        where lines.is_denied and lines.carc_code in ('4', '97', '236')
    ),

    paid_later as (
        select
            denied.*,
            remitted_lines.modifier_codes as later_modifier_codes,
            list_filter(
                list_distinct(remitted_lines.modifier_codes),
                lambda code: not list_contains(denied.modifier_codes, code)
            ) as added_modifier_codes,
            remitted_lines.paid_amount as later_paid_amount,
            remitted_lines.remit_date as paid_date,
            chain_lines.answer_number as paid_answer_number,
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

    select *
    from paid_later
    where array_length(added_modifier_codes) > 0
    qualify
        row_number() over (
            partition by chain_number, chain_line_number order by paid_answer_number
        ) = 1
)

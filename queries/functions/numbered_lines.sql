-- Answered lines of some weeks (null: all), with the numbers of signals.attribute_values.
--
-- What a line has no value of is null; carc_id is of denied lines only.
create or replace macro review.numbered_lines(filters, weeks) as table (
    with answered as (  -- noqa: ST03
        select
            chain_number,
            is_denied,
            remit_week,
            payer_name,
            procedure_code,
            modifier_set,
            place_of_service_code,
            diagnosis_codes[1] as diagnosis_code,
            case when is_denied then carc_code end as carc_code,
        from review.lines_in_view(filters)
        where remit_week is not null and (weeks is null or list_contains(weeks, remit_week))
    )

    select *
    from review.with_value_ids('answered')
)

-- What each downcoded line cost: what the payer usually allows of its charge, less what it allowed here.
--
-- The usual share is told by five lines paid whole at least (marts.usual_shares); under five nothing
-- is said.
create or replace macro review.downcoded_amounts() as table (
    with measured as (
        select
            downcoded_lines.*,
            coalesce(usual_shares.example_count, 0)::integer as example_count,
            case
                when usual_shares.example_count >= 5
                    then round(
                        usual_shares.usual_share * downcoded_lines.charge_amount::double, 2
                    )
            end::decimal(12, 2) as usual_allowed_amount,
        from marts.downcoded_lines
        left join marts.usual_shares
            on
                downcoded_lines.payer_name = usual_shares.payer_name
                and downcoded_lines.procedure_code = usual_shares.procedure_code
    )

    select
        line_id,
        procedure_code,
        paid_procedure_code,
        remark_codes,
        example_count,
        charge_amount,
        allowed_amount,
        usual_allowed_amount,
        case
            when usual_allowed_amount is not null
                then greatest(usual_allowed_amount - allowed_amount, 0)
        end::decimal(12, 2) as downcoded_amount,
    from measured
)

-- Lines (the name of a relation), each with what the payer usually allows for its service.
--
-- Told by the closest history there is (marts.allowed_totals), from all that is loaded: per unit, or
-- as a share of the charge. Fee schedules are set per procedure, modifier and unit, not by what is
-- charged; an allowed amount is never above the charge.
-- Joined to the lines asked for, so that none but these are worked out.
create or replace macro review.usual_allowed(lines) as table (
    with told as (
        select
            given.*,
            given.charge_amount::double as charge,
            of_payer.allowed_amount::double / of_payer.base::double
            * given.service_units::double as amount_of_payer,
            of_modifiers.allowed_amount::double / of_modifiers.base::double
            * given.service_units::double as amount_of_modifiers,
            of_procedure.allowed_amount::double / of_procedure.base::double
            * given.service_units::double as amount_of_procedure,
            share_of_payer.allowed_amount::double / share_of_payer.base::double
            * given.charge_amount::double as amount_of_charge,
            share_of_all.allowed_amount::double / share_of_all.base::double
            * given.charge_amount::double as amount_of_any_charge,
            of_payer.line_count as line_count_of_payer,
            of_modifiers.line_count as line_count_of_modifiers,
            of_procedure.line_count as line_count_of_procedure,
            share_of_payer.line_count as line_count_of_charge,
            share_of_all.line_count as line_count_of_any_charge,
        from query_table(lines) as given
        left join marts.allowed_totals as of_payer
            on
                of_payer.level = 1
                and given.payer_name = of_payer.payer_name
                and given.procedure_code = of_payer.procedure_code
                and given.modifier_set = of_payer.modifier_set
        left join marts.allowed_totals as of_modifiers
            on
                of_modifiers.level = 2
                and given.line_of_business = of_modifiers.line_of_business
                and given.procedure_code = of_modifiers.procedure_code
                and given.modifier_set = of_modifiers.modifier_set
        left join marts.allowed_totals as of_procedure
            on
                of_procedure.level = 3
                and given.line_of_business = of_procedure.line_of_business
                and given.procedure_code = of_procedure.procedure_code
        left join marts.allowed_totals as share_of_payer
            on share_of_payer.level = 4 and given.payer_name = share_of_payer.payer_name
        left join marts.allowed_totals as share_of_all on share_of_all.level = 5
    ),

    closest as (
        select
            *,
            coalesce(
                amount_of_payer,
                amount_of_modifiers,
                amount_of_procedure,
                amount_of_charge,
                amount_of_any_charge
            ) as amount,
        from told
    )

    select
        * exclude (
            charge,
            amount,
            amount_of_payer,
            amount_of_modifiers,
            amount_of_procedure,
            amount_of_charge,
            amount_of_any_charge,
            line_count_of_payer,
            line_count_of_modifiers,
            line_count_of_procedure,
            line_count_of_charge,
            line_count_of_any_charge
        ),
        case
            when amount_of_payer is not null then 'payer'
            when coalesce(amount_of_modifiers, amount_of_procedure) is not null
                then 'like payers'
            when amount is not null then 'share of charge'
        end as allowed_from,
        case
            when amount_of_payer is not null then line_count_of_payer
            when amount_of_modifiers is not null then line_count_of_modifiers
            when amount_of_procedure is not null then line_count_of_procedure
            when amount_of_charge is not null then line_count_of_charge
            when amount is not null then line_count_of_any_charge
        end as allowed_line_count,
        case when amount is not null then least(amount, charge) end::decimal(12, 2)
            as usual_allowed_amount,
    from closest
)

-- The claims of remittances that were told before, and those told again with other money.
--
-- A remittance is known by payer, trace number, date and amount, whatever file it stands in: the
-- payer by its id (N104, REF 2U), else by its name; an extract that leaves date or amount out
-- speaks of the one with that number. A claim of it is known by the payer's number (CLP07), else
-- by the control number, and is told again where its days of service and the money of every line
-- and adjustment agree, as far as both sides state them. The n-th of equal claims is the n-th.
-- Within one set the same claim is told once, and once more for each time it was taken back there.
-- The same numbers and days with other money in another telling is `other_money`: the first is
-- kept. Another number or other days is another claim. A claim without either number is unknown,
-- and never told before.
-- Parameter: the files in hand in their order, which come after all others; null for all files.
create or replace macro intake.repeated_claims(hand) as table (
    -- However often the team spelled a name, it is one.
    with payer_aliases as (
        select
            upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g'))) as name_key,
            min(payer_name) as payer_name,
        from reference.payer_aliases
        group by upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g')))
    ),

    named as (
        select
            remittances.file_id,
            remittances.transaction_set_number,
            hand is null or list_contains(hand, remittances.file_id) as is_in_hand,
            coalesce(list_position(hand, remittances.file_id), 0) as file_order,
            remittances.trace_number,
            coalesce(remittances.payment_date, remittances.production_date) as remit_date,
            remittances.payment_amount,
            upper(trim(remittances.payer_id)) as payer_id,
            staging.payer_stem_of(coalesce(
                payer_aliases.payer_name, remittances.payer_name_as_given, ''
            )) as payer_name,
        from staging.remittances
        left join payer_aliases
            on upper(remittances.payer_name_as_given) = payer_aliases.name_key
    ),

    payers as (
        select
            *,
            coalesce(
                payer_id,
                min(payer_id) over (partition by trace_number, payer_name),
                'name ' || payer_name
            ) as payer_key,
        from named
    ),

    dated as (
        select
            *,
            concat_ws(
                '|',
                payer_key,
                coalesce(trace_number, ''),
                coalesce(
                    remit_date,
                    case
                        when trace_number is not null
                            then max(remit_date) over (partition by payer_key, trace_number)
                    end
                )::varchar
            ) as check_key,
        from payers
    ),

    remittances as materialized (
        select
            *,
            check_key || '|' || coalesce(
                payment_amount, max(payment_amount) over (partition by check_key), 0
            )::varchar as remittance_key,
        from dated
    ),

    repeating_sets as (
        select distinct
            file_id,
            transaction_set_number,
        from (
            select
                file_id,
                transaction_set_number,
            from staging.remitted_claims
            where hand is null or list_contains(hand, file_id)
            group by
                file_id,
                transaction_set_number,
                coalesce(
                    staging.stated_number_of(payer_claim_control_number),
                    staging.stated_number_of(patient_control_number)
                ),
                charge_amount,
                paid_amount
            having
                count(*) > 1
                and coalesce(
                    staging.stated_number_of(payer_claim_control_number),
                    staging.stated_number_of(patient_control_number)
                ) is not null
        ) as repeating_claims
    ),

    -- Only these remittances need a closer look.
    looked_at as materialized (
        select
            remittances.file_id,
            remittances.transaction_set_number,
            remittances.remittance_key,
            remittances.is_in_hand,
            remittances.file_order,
            row_number() over (
                order by
                    remittances.file_order,
                    remittances.file_id,
                    remittances.transaction_set_number
            ) as set_order,
            count(*) over (partition by remittances.remittance_key) as telling_count,
        from remittances
        left join repeating_sets using (file_id, transaction_set_number)
        qualify
            (
                count(*) over (partition by remittances.remittance_key) > 1
                and bool_or(remittances.is_in_hand) over (
                    partition by remittances.remittance_key
                )
            )
            or repeating_sets.file_id is not null
    ),

    line_facts as (
        select
            remitted_lines.file_id,
            remitted_lines.transaction_set_number,
            remitted_lines.claim_number,
            list_sort(list({
                'charge': remitted_lines.charge_amount, 'paid': remitted_lines.paid_amount
            })) as line_amounts,
            list_sort(list(distinct remitted_lines.service_date)) as service_dates,
        from staging.remitted_lines
        inner join looked_at using (file_id, transaction_set_number)
        group by
            remitted_lines.file_id,
            remitted_lines.transaction_set_number,
            remitted_lines.claim_number
    ),

    reason_sums as (
        select
            adjustments.file_id,
            adjustments.transaction_set_number,
            adjustments.claim_number,
            coalesce(adjustments.carc_code, '') as carc_code,
            sum(adjustments.amount) as amount,
            list_sort(list(adjustments.amount)) as amounts,
        from staging.adjustments
        inner join looked_at using (file_id, transaction_set_number)
        where adjustments.amount is not null
        group by
            adjustments.file_id,
            adjustments.transaction_set_number,
            adjustments.claim_number,
            coalesce(adjustments.carc_code, '')
    ),

    reason_facts as (
        select
            file_id,
            transaction_set_number,
            claim_number,
            map_from_entries(list({'key': carc_code, 'value': amount})) as reason_amounts,
            list_sort(list({'carc': carc_code, 'amounts': amounts})) as reasons,
        from reason_sums
        group by file_id, transaction_set_number, claim_number
    ),

    extracts as (
        select distinct file_id
        from raw.csv_remittances
    ),

    facts as materialized (
        select
            looked_at.file_id,
            looked_at.transaction_set_number,
            looked_at.remittance_key,
            looked_at.is_in_hand,
            looked_at.set_order,
            looked_at.telling_count,
            extracts.file_id is not null as is_extract,
            remitted_claims.claim_number,
            remitted_claims.segment_number,
            staging.stated_number_of(remitted_claims.payer_claim_control_number) as payer_number,
            staging.stated_number_of(remitted_claims.patient_control_number) as own_number,
            remitted_claims.charge_amount,
            remitted_claims.paid_amount,
            coalesce(
                remitted_claims.charge_amount < 0 or remitted_claims.paid_amount < 0, false
            ) as takes_back,
            remitted_claims.claim_status_code in ('2', '3', '20', '21') as is_later_payer,
            coalesce(line_facts.line_amounts, []) as line_amounts,
            coalesce(
                nullif(line_facts.service_dates, []),
                list_filter([remitted_claims.statement_from_date], lambda day: day is not null)
            ) as service_dates,
            reason_facts.reason_amounts,
            coalesce(reason_facts.reasons, []) as reasons,
            count(*) over (
                partition by looked_at.file_id, looked_at.transaction_set_number
            ) as claim_count,
        from staging.remitted_claims
        inner join looked_at using (file_id, transaction_set_number)
        left join line_facts using (file_id, transaction_set_number, claim_number)
        left join reason_facts using (file_id, transaction_set_number, claim_number)
        left join extracts on looked_at.file_id = extracts.file_id
    ),

    -- Claims of one remittance that go by one number; extracts often lack the payer's.
    pairs as (
        select
            facts as claim,
            earlier,
        from facts
        inner join facts as earlier
            on
                facts.remittance_key = earlier.remittance_key
                and facts.payer_number = earlier.payer_number
        where
            facts.set_order > earlier.set_order
            or (facts.set_order = earlier.set_order and facts.claim_number != earlier.claim_number)
        union all
        select
            facts as claim,
            earlier,
        from facts
        inner join facts as earlier
            on
                facts.remittance_key = earlier.remittance_key
                and facts.own_number = earlier.own_number
                and facts.charge_amount is not distinct from earlier.charge_amount
        where
            (facts.payer_number is null or earlier.payer_number is null)
            and (
                facts.set_order > earlier.set_order
                or (
                    facts.set_order = earlier.set_order
                    and facts.claim_number != earlier.claim_number
                )
            )
    ),

    compared as materialized (
        select
            claim.file_id as file_id,
            claim.transaction_set_number as transaction_set_number,
            claim.claim_number as claim_number,
            claim.set_order as set_order,
            claim.takes_back as takes_back,
            earlier.file_id as earlier_file_id,
            earlier.transaction_set_number as earlier_transaction_set_number,
            earlier.claim_number as earlier_claim_number,
            earlier.set_order as earlier_set_order,
            earlier.takes_back as earlier_takes_back,
            earlier.charge_amount as earlier_charge_amount,
            earlier.paid_amount as earlier_paid_amount,
            -- Two control numbers under one number of the payer may be two claims.
            claim.payer_number is not null
            and earlier.payer_number is not null
            and coalesce(claim.own_number = earlier.own_number, true) as has_same_numbers,
            claim.charge_amount = -earlier.charge_amount
            and claim.paid_amount = -earlier.paid_amount as is_opposite,
            intake.days_agree(claim, earlier) as has_same_days,
            intake.days_agree(claim, earlier)
            and intake.money_agrees(claim, earlier) as is_same,
        from pairs
    ),

    -- Which of the equal claims of its set a claim is, and how often it was taken back there.
    copies as materialized (
        select
            facts.*,
            1 + count(compared.file_id) filter (
                compared.is_same and compared.earlier_claim_number < facts.claim_number
            ) as copy_number,
            count(compared.file_id) filter (compared.is_opposite) as opposite_count,
        from facts
        left join compared
            on
                facts.file_id = compared.file_id
                and facts.transaction_set_number = compared.transaction_set_number
                and facts.claim_number = compared.claim_number
                and facts.set_order = compared.earlier_set_order
        group by all
    ),

    told_before as materialized (
        select distinct
            compared.file_id,
            compared.transaction_set_number,
            compared.claim_number,
            compared.earlier_file_id,
            compared.earlier_transaction_set_number,
            compared.earlier_claim_number,
        from compared
        inner join copies
            on
                compared.file_id = copies.file_id
                and compared.transaction_set_number = copies.transaction_set_number
                and compared.claim_number = copies.claim_number
        inner join copies as earlier_copies
            on
                compared.earlier_file_id = earlier_copies.file_id
                and compared.earlier_transaction_set_number
                = earlier_copies.transaction_set_number
                and compared.earlier_claim_number = earlier_copies.claim_number
        where
            compared.is_same
            and compared.set_order > compared.earlier_set_order
            and copies.copy_number = earlier_copies.copy_number
    ),

    -- Told before with other money, and not told before by another claim of this set.
    other_money as (
        select
            compared.file_id,
            compared.transaction_set_number,
            compared.claim_number,
            arg_min(compared.earlier_charge_amount, compared.earlier_set_order)
                as earlier_charge_amount,
            arg_min(compared.earlier_paid_amount, compared.earlier_set_order)
                as earlier_paid_amount,
        from compared
        left join told_before
            on
                compared.file_id = told_before.file_id
                and compared.transaction_set_number = told_before.transaction_set_number
                and compared.earlier_file_id = told_before.earlier_file_id
                and compared.earlier_transaction_set_number
                = told_before.earlier_transaction_set_number
                and compared.earlier_claim_number = told_before.earlier_claim_number
        where
            compared.has_same_numbers
            and compared.has_same_days
            and not compared.is_same
            and compared.takes_back = compared.earlier_takes_back
            and compared.set_order > compared.earlier_set_order
            and told_before.file_id is null
        group by compared.file_id, compared.transaction_set_number, compared.claim_number
    ),

    judged as (
        select
            copies.*,
            other_money.earlier_charge_amount,
            other_money.earlier_paid_amount,
            case
                when told_before.file_id is not null then 'told_before'
                when copies.copy_number > 1 + copies.opposite_count then 'repeated'
                when other_money.file_id is not null then 'other_money'
            end as repeat_kind,
        from copies
        left join (
            select distinct file_id, transaction_set_number, claim_number from told_before
        ) as told_before using (file_id, transaction_set_number, claim_number)
        left join other_money using (file_id, transaction_set_number, claim_number)
    )

    select
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        repeat_kind,
        claim_count,
        charge_amount,
        paid_amount,
        earlier_charge_amount,
        earlier_paid_amount,
    from judged
    where repeat_kind is not null and is_in_hand
    union all
    -- A remittance without claims is told again as a whole.
    select
        looked_at.file_id,
        looked_at.transaction_set_number,
        0 as claim_number,
        null as segment_number,
        'told_before' as repeat_kind,
        0 as claim_count,
        null as charge_amount,
        null as paid_amount,
        null as earlier_charge_amount,
        null as earlier_paid_amount,
    from looked_at
    left join facts using (file_id, transaction_set_number)
    where facts.file_id is null
    qualify
        row_number() over (partition by looked_at.remittance_key order by looked_at.set_order) > 1
        and looked_at.is_in_hand
)

-- The claims of remittances that were already loaded, and those told again with other money.
--
-- A remittance is known by payer, trace number, date and amount, whatever file it is in: the
-- payer by its id (N104, REF 2U), else by its name; an extract that leaves date or amount out
-- is about the one with that number. A claim of it is known by the payer's number (CLP07), else
-- by the control number, and is told again where its days of service and the money of every line
-- and adjustment agree, as far as both sides state them. The n-th of equal claims is the n-th.
--
-- What is loaded of a remittance is one mention of it, whatever files it came from: the sets of
-- two files may each have what the other lacks. A set in hand is a mention by itself.
-- Within one mention the same claim is told once, and once more for each time it was taken back
-- there (`repeated`). The same numbers and days with other money in another mention is
-- `other_money`: the first is kept, unless a reversal of either tells why they differ, or another
-- claim of the mention is the one already loaded: then it is another part. Another number or other
-- days is another claim. A claim without either number is unknown, and never already loaded.
-- One macro: a load asks it once, and all of it hangs on the few remittances that need a closer look.
-- Parameters:
-- hand: the files in hand in their order, which come after all others; empty to look at all
-- is_settled: what is in hand belongs to what is loaded; what is left then counts once
-- touched: the files of whose remittances it is asked; null for all
create or replace macro intake.repeated_claims(hand, is_settled, touched) as table (
    with touched_traces as (
        select distinct coalesce(trace_number, '') as trace_number
        from staging.remittances
        where touched is null or list_contains(touched, file_id)
    ),

    -- However often the team spelled a name, it is one.
    payer_aliases as (
        select
            upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g'))) as name_key,
            min(payer_name) as payer_name,
        from reference.payer_aliases
        group by upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g')))
    ),

    -- Sets with other trace numbers are other remittances.
    named as (
        select
            remittances.file_id,
            remittances.transaction_set_number,
            touched is null or list_contains(touched, remittances.file_id) as is_touched,
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
        where
            coalesce(remittances.trace_number, '') in (
                select touched_traces.trace_number from touched_traces
            )
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

    touched_sets as (
        select set_id
        from staging.remittances
        where touched is null or list_contains(touched, file_id)
    ),

    numbered as (
        select
            remitted_claims.file_id,
            remitted_claims.transaction_set_number,
            staging.stated_number_of(remitted_claims.payer_claim_control_number) as payer_number,
            staging.stated_number_of(remitted_claims.patient_control_number) as own_number,
            remitted_claims.charge_amount,
            remitted_claims.paid_amount,
        from staging.remitted_claims
        semi join touched_sets on remitted_claims.set_id = touched_sets.set_id
    ),

    -- Sets in which claims may be equal, as far as they state it.
    repeating_sets as (
        select
            file_id,
            transaction_set_number,
        from numbered
        where payer_number is not null
        group by file_id, transaction_set_number, payer_number
        having count(*) > count(distinct (charge_amount, paid_amount)) filter (
            charge_amount is not null and paid_amount is not null
        )
        union
        select
            file_id,
            transaction_set_number,
        from numbered
        where own_number is not null
        group by file_id, transaction_set_number, own_number, charge_amount
        having
            count(*) > count(payer_number)
            and count(*) > count(distinct paid_amount) filter (paid_amount is not null)
    ),

    -- Only these remittances need a closer look.
    looked_at as materialized (
        select
            remittances.file_id,
            remittances.transaction_set_number,
            remittances.remittance_key,
            case when is_settled then 0 else remittances.file_order end > 0 as is_by_itself,
            remittances.file_order > 0 as is_in_hand,
            row_number() over (
                order by
                    remittances.file_order,
                    remittances.file_id,
                    remittances.transaction_set_number
            ) as set_order,
        from remittances
        left join repeating_sets using (file_id, transaction_set_number)
        qualify
            (
                count(*) over (partition by remittances.remittance_key) > 1
                and bool_or(remittances.is_touched) over (
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
            case when looked_at.is_by_itself then looked_at.set_order else 0 end as mention_order,
            row_number() over (
                order by looked_at.set_order, remitted_claims.claim_number
            ) as claim_order,
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
            facts.mention_order > earlier.mention_order
            or (
                facts.mention_order = earlier.mention_order
                and facts.claim_order != earlier.claim_order
            )
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
                facts.mention_order > earlier.mention_order
                or (
                    facts.mention_order = earlier.mention_order
                    and facts.claim_order != earlier.claim_order
                )
            )
    ),

    compared as materialized (
        select
            claim.claim_order as claim_order,
            claim.mention_order as mention_order,
            claim.takes_back as takes_back,
            earlier.claim_order as earlier_claim_order,
            earlier.mention_order as earlier_mention_order,
            earlier.takes_back as earlier_takes_back,
            earlier.charge_amount as earlier_charge_amount,
            earlier.paid_amount as earlier_paid_amount,
            -- Two control numbers under one number of the payer may be two claims.
            claim.payer_number is not null
            and earlier.payer_number is not null
            and coalesce(claim.own_number = earlier.own_number, true) as has_same_numbers,
            claim.charge_amount = -earlier.charge_amount
            and claim.paid_amount = -earlier.paid_amount
            and (claim.charge_amount != 0 or claim.paid_amount != 0) as is_opposite,
            intake.days_agree(claim, earlier) as has_same_days,
            intake.days_agree(claim, earlier)
            and intake.money_agrees(claim, earlier) as is_same,
        from pairs
    ),

    -- Which of the equal claims of its mention a claim is, and how often it was taken back there.
    copies as materialized (
        select
            facts.*,
            1 + count(compared.claim_order) filter (
                compared.is_same and compared.earlier_claim_order < facts.claim_order
            ) as copy_number,
            count(compared.claim_order) filter (compared.is_opposite) as opposite_count,
        from facts
        left join compared
            on
                facts.claim_order = compared.claim_order
                and facts.mention_order = compared.earlier_mention_order
        group by all
    ),

    told_before as materialized (
        select
            compared.claim_order,
            compared.mention_order,
            compared.earlier_claim_order,
        from compared
        inner join copies on compared.claim_order = copies.claim_order
        inner join copies as earlier_copies
            on compared.earlier_claim_order = earlier_copies.claim_order
        where
            compared.is_same
            and compared.mention_order > compared.earlier_mention_order
            and copies.copy_number = earlier_copies.copy_number
            -- What is only repeated in the earlier mention tells nothing.
            and earlier_copies.copy_number <= 1 + earlier_copies.opposite_count
    ),

    taken_back as (
        select claim_order from compared where is_opposite
        union
        select earlier_claim_order as claim_order from compared where is_opposite
    ),

    -- Already loaded with other money, and not repeated by another claim of this file.
    other_money as (
        select
            compared.claim_order,
            arg_min(compared.earlier_charge_amount, compared.earlier_claim_order)
                as earlier_charge_amount,
            arg_min(compared.earlier_paid_amount, compared.earlier_claim_order)
                as earlier_paid_amount,
        from compared
        left join (
            select distinct mention_order, earlier_claim_order from told_before
        ) as told_before using (mention_order, earlier_claim_order)
        left join taken_back on compared.claim_order = taken_back.claim_order
        left join taken_back as earlier_taken_back
            on compared.earlier_claim_order = earlier_taken_back.claim_order
        where
            compared.has_same_numbers
            and compared.has_same_days
            and not compared.is_same
            and compared.takes_back = compared.earlier_takes_back
            and compared.mention_order > compared.earlier_mention_order
            and told_before.mention_order is null
            and taken_back.claim_order is null
            and earlier_taken_back.claim_order is null
        group by compared.claim_order
    ),

    judged as (
        select
            copies.*,
            other_money.earlier_charge_amount,
            other_money.earlier_paid_amount,
            case
                when told_before.claim_order is not null then 'told_before'
                when copies.copy_number > 1 + copies.opposite_count then 'repeated'
                when other_money.claim_order is not null then 'other_money'
            end as repeat_kind,
        from copies
        left join (
            select distinct claim_order from told_before
        ) as told_before using (claim_order)
        left join other_money using (claim_order)
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
    where repeat_kind is not null and (is_in_hand or hand = [])
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
        and (looked_at.is_in_hand or hand = [])
)

-- Which submissions, acknowledgments and answers are about the same claim: the linked claim.
-- grain: one row per claim as one file gives it: sent, acknowledged or answered
-- scope: claim
--
-- Tellings under one control number (corrected ones, REF F8, with the first), of one patient and one
-- time, are one claim where a sign says so (marts.claim_signs): an account number used as claim
-- number is used for many claims. Sure signs have made parts of them (marts.claim_parts). What a
-- day of service alone would link is left apart where one remittance answers it under two numbers
-- of the payer, or one batch sends it twice (X12 RFI 504): then each later telling goes to the one
-- of its charge. A telling without a day belongs to the only claim there is. A claim without a
-- control number is known by its payer's number alone. One used once is linked with nothing.
-- One file: the signs that are not sure are settled one after another on the same few claims, and a
-- mart for each step would be one more for every load to write.
with recursive tellings as materialized (
    select
        told_claims.*,
        firsts.telling_number as part_number,
    from marts.claim_parts
    inner join marts.told_claims on claim_parts.claim_id = told_claims.claim_id
    inner join marts.told_claims as firsts on claim_parts.part_id = firsts.claim_id
),

-- Parts with the days they are about.
parts_of_days as materialized (
    select distinct
        tellings.group_number,
        tellings.part_number,
        claim_signs.sign,
        claim_signs.service_date,
    from marts.claim_signs
    inner join tellings on claim_signs.claim_id = tellings.claim_id
    where not claim_signs.is_sure
),

shared_days as materialized (
    select
        sign,
        min(part_number) as first_number,
    from parts_of_days
    group by sign
    having count(*) > 1
),

-- Sets that name several parts of one day, each a claim of its own by the payer's numbers.
own_claims as materialized (
    select
        parts_of_days.sign,
        parts_of_days.part_number,
        tellings.set_id,
        tellings.payer_key,
        any_value(tellings.told_by) as told_by,
        any_value(tellings.file_id) as file_id,
        any_value(tellings.transaction_set_number) as transaction_set_number,
        min(tellings.told_date) as told_date,
        min(tellings.claim_number) as claim_number,
        sum(tellings.charge_amount) as charge_amount,
        bool_and(split_claims.claim_id is not null) as is_said_to_be_split,
    from parts_of_days
    semi join shared_days on parts_of_days.sign = shared_days.sign
    inner join tellings
        on parts_of_days.part_number = tellings.part_number and tellings.may_be_claim_of_its_own
    left join (
        select distinct claim_id
        from staging.remarks
        where remark_code in ('N122', 'N123')
    ) as split_claims on tellings.claim_id = split_claims.claim_id
    group by
        parts_of_days.sign, parts_of_days.part_number, tellings.set_id, tellings.payer_key
),

billed_on_days as (
    select
        sign,
        count(distinct part_number) as part_count,
        max(charge_amount) as charge_amount,
    from own_claims
    where told_by = 'sent'
    group by sign
),

-- One billed claim whose charge the answers share was split by the payer (835 guide 1.10.2.11).
contested_days as (
    select
        own_claims.sign,
        own_claims.set_id,
        own_claims.payer_key,
        min(own_claims.told_date) as told_date,
    from own_claims
    left join billed_on_days on own_claims.sign = billed_on_days.sign
    group by own_claims.sign, own_claims.set_id, own_claims.payer_key
    having
        count(*) > 1
        and not bool_and(own_claims.is_said_to_be_split)
        and not (
            any_value(own_claims.told_by) = 'answered'
            and coalesce(max(billed_on_days.part_count) = 1, false)
            and coalesce(sum(own_claims.charge_amount) = max(billed_on_days.charge_amount), false)
        )
),

-- The first set to tell them apart names the claims; what else is told of the day goes to one.
contested as materialized (
    select
        own_claims.sign,
        own_claims.part_number,
        row_number() over (
            partition by own_claims.sign, own_claims.set_id, own_claims.payer_key
            order by own_claims.claim_number, own_claims.part_number
        ) as place,
        dense_rank() over (
            partition by own_claims.sign
            order by
                own_claims.told_by = 'answered',
                contested_days.told_date,
                own_claims.file_id,
                own_claims.transaction_set_number,
                own_claims.payer_key
        ) = 1 as is_named,
        own_claims.told_date,
        own_claims.file_id,
        own_claims.transaction_set_number,
    from own_claims
    inner join contested_days
        on
            own_claims.sign = contested_days.sign
            and own_claims.set_id = contested_days.set_id
            and own_claims.payer_key = contested_days.payer_key
),

named_claims as (
    select
        sign,
        part_number,
        place,
    from contested
    where is_named
),

-- Where another set tells several claims of the day apart, too, they go by its order.
first_places as (
    select
        sign,
        part_number,
        place,
    from contested
    qualify
        row_number() over (
            partition by sign, part_number
            order by told_date, file_id, transaction_set_number, place
        ) = 1
),

parts as (
    select
        part_number,
        arg_min(
            abs(charge_amount),
            struct_pack(
                told_date := coalesce(told_date, date '9999-12-31'),
                telling_number := telling_number
            )
        ) as charge_amount,
        sum(paid_amount) as paid_amount,
    from tellings
    where
        part_number in (
            select parts_of_days.part_number
            from parts_of_days
            semi join contested on parts_of_days.sign = contested.sign
        )
    group by part_number
),

placed_parts as (
    select
        parts_of_days.part_number,
        named_claims.part_number as other_number,
    from parts_of_days
    anti join named_claims as own_names
        on
            parts_of_days.sign = own_names.sign
            and parts_of_days.part_number = own_names.part_number
    inner join named_claims on parts_of_days.sign = named_claims.sign
    inner join parts on parts_of_days.part_number = parts.part_number
    inner join parts as named_parts on named_claims.part_number = named_parts.part_number
    left join first_places
        on
            parts_of_days.sign = first_places.sign
            and parts_of_days.part_number = first_places.part_number
    qualify
        row_number() over (
            partition by parts_of_days.part_number
            order by
                abs(parts.charge_amount - named_parts.charge_amount),
                abs(first_places.place - named_claims.place),
                named_parts.paid_amount,
                named_claims.place,
                named_claims.part_number
        ) = 1
),

-- A reversal and the only new answer of its charge beside it, in one remittance: the one replaces
-- what the other takes back, though its day was corrected.
told_in_sets as (
    select
        tellings.group_number,
        tellings.set_id,
        tellings.payer_key,
        abs(tellings.charge_amount) as charge_amount,
        tellings.part_number,
        reversals.claim_id is not null as is_reversal,
        count(*) over (partition by tellings.part_number) as telling_count,
    from tellings
    left join marts.reversals on tellings.claim_id = reversals.claim_id
    where
        tellings.told_by = 'answered'
        and (reversals.claim_id is not null or tellings.may_be_claim_of_its_own)
        and tellings.group_number in (
            select reversed.group_number
            from tellings as reversed
            semi join marts.reversals on reversed.claim_id = reversals.claim_id
        )
),

replaced as (
    select
        min(part_number) filter (where not is_reversal) as part_number,
        min(part_number) filter (where is_reversal) as other_number,
    from told_in_sets
    where is_reversal or telling_count = 1
    group by group_number, set_id, payer_key, charge_amount
    having
        count(*) filter (where is_reversal) = 1
        and count(*) filter (where not is_reversal) = 1
),

links as (
    select
        parts_of_days.part_number,
        shared_days.first_number as other_number,
    from parts_of_days
    inner join shared_days on parts_of_days.sign = shared_days.sign
    anti join contested on parts_of_days.sign = contested.sign
    union
    select part_number, other_number from placed_parts
    union
    select part_number, other_number from replaced
),

both_ways as materialized (
    select part_number, other_number from links
    where part_number != other_number
    union
    select other_number, part_number from links
    where part_number != other_number
),

ways (part_number, life_part) using key (part_number) as (
    select distinct
        part_number,
        part_number as life_part,
    from both_ways
    union
    select
        both_ways.other_number as part_number,
        min(ways.life_part) as life_part,
    from ways
    inner join both_ways on ways.part_number = both_ways.part_number
    inner join recurring.ways as known on both_ways.other_number = known.part_number
    where ways.life_part < known.life_part
    group by both_ways.other_number
),

-- A claim no telling of which has a day joins the only claim of its group that has one.
dated_lives as (
    select
        parts_of_days.group_number,
        coalesce(ways.life_part, parts_of_days.part_number) as life_part,
        bool_or(parts_of_days.service_date is not null) as has_day,
    from parts_of_days
    left join ways on parts_of_days.part_number = ways.part_number
    group by parts_of_days.group_number, coalesce(ways.life_part, parts_of_days.part_number)
),

dayless_lives as (
    select
        dated_lives.life_part,
        only_lives.life_part as other_part,
    from dated_lives
    inner join (
        select
            group_number,
            min(life_part) as life_part,
        from dated_lives
        where has_day
        group by group_number
        having count(*) = 1
    ) as only_lives on dated_lives.group_number = only_lives.group_number
    where not dated_lives.has_day
),

lives as materialized (
    select
        tellings.claim_id,
        coalesce(dayless_lives.other_part, ways.life_part, tellings.part_number) as life_part,
    from tellings
    left join ways on tellings.part_number = ways.part_number
    left join dayless_lives
        on coalesce(ways.life_part, tellings.part_number) = dayless_lives.life_part
),

-- A claim without a control number is named by its first telling.
numbered as (
    select
        lives.life_part,
        min(tellings.claim_id) as life_number,
        min(tellings.root_control_number) as root_control_number,
        min(
            struct_pack(
                service_date := coalesce(tellings.service_date, date '9999-12-31'),
                file_id := tellings.file_id,
                segment_number := tellings.segment_number
            )
        ) as first_telling,
    from lives
    inner join tellings on lives.claim_id = tellings.claim_id
    group by lives.life_part
)

select
    told_claims.told_by,
    told_claims.claim_id,
    told_claims.file_id,
    told_claims.transaction_set_number,
    told_claims.claim_number,
    told_claims.segment_number,
    coalesce(numbered.life_number, told_claims.claim_id) as life_number,
    case
        when numbered.root_control_number is null then told_claims.root_control_number
        when numbered.root_control_number != '' then numbered.root_control_number
        else
            'place ' || numbered.first_telling.file_id
            || ' ' || numbered.first_telling.segment_number::varchar
    end as root_control_number,
    told_claims.group_number,
from marts.told_claims
left join lives on told_claims.claim_id = lives.claim_id
left join numbered on lives.life_part = numbered.life_part;

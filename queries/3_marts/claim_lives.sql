-- Which submissions, acknowledgments and answers speak of the same claim: its life.
-- grain: one row per claim as a file tells of it: sent, acknowledged or answered
-- scope: claim
--
-- Tellings under one control number (corrected ones, REF F8, with the first), of one patient and one
-- time, are one claim where a sign says so (marts.claim_signs): an account number used as claim
-- number stands for many claims. What a day of service alone would link is left apart where one
-- remittance answers it under two numbers of the payer, or one batch sends it twice (X12 RFI 504):
-- then each later telling goes to the one of its charge. A telling without a day belongs to the only
-- claim there is. A claim without a control number is known by its payer's number alone.
with recursive sure_signs as (
    select
        telling_number,
        min(telling_number) over (partition by sign) as first_number,
    from marts.claim_signs
    where is_sure
),

sure_links as (
    select
        telling_number,
        first_number as other_number,
    from sure_signs
    where telling_number != first_number
    union
    select
        reversal.telling_number,
        original.telling_number as other_number,
    from marts.reversals
    inner join marts.told_claims as reversal
        on
            reversals.file_id = reversal.file_id
            and reversals.transaction_set_number = reversal.transaction_set_number
            and reversals.claim_number = reversal.claim_number
            and reversal.told_by = 'answered'
    inner join marts.told_claims as original
        on
            reversals.original_file_id = original.file_id
            and reversals.original_transaction_set_number = original.transaction_set_number
            and reversals.original_claim_number = original.claim_number
            and original.told_by = 'answered'
            and reversal.group_number is not distinct from original.group_number
),

sure_both_ways as materialized (
    select telling_number, other_number from sure_links
    union
    select other_number, telling_number from sure_links
),

-- Each is linked to the first telling that a way of links leads to.
sure_ways (telling_number, part_number) using key (telling_number) as (
    select distinct
        telling_number,
        telling_number as part_number,
    from sure_both_ways
    union
    select
        sure_both_ways.other_number as telling_number,
        min(sure_ways.part_number) as part_number,
    from sure_ways
    inner join sure_both_ways on sure_ways.telling_number = sure_both_ways.telling_number
    inner join recurring.sure_ways as known
        on sure_both_ways.other_number = known.telling_number
    where sure_ways.part_number < known.part_number
    group by sure_both_ways.other_number
),

surely_linked as materialized (
    select
        told_claims.telling_number,
        coalesce(sure_ways.part_number, told_claims.telling_number) as part_number,
    from marts.told_claims
    left join sure_ways on told_claims.telling_number = sure_ways.telling_number
),

-- Parts of claims that surely belong together, each with the days it speaks of.
parts_of_days as (
    select distinct
        told_claims.group_number,
        surely_linked.part_number,
        claim_signs.sign,
        claim_signs.service_date,
    from marts.claim_signs
    inner join surely_linked on claim_signs.telling_number = surely_linked.telling_number
    inner join marts.told_claims on claim_signs.telling_number = told_claims.telling_number
    where not claim_signs.is_sure
),

parts as (
    select
        surely_linked.part_number,
        arg_min(
            abs(told_claims.charge_amount),
            struct_pack(
                told_date := coalesce(told_claims.told_date, date '9999-12-31'),
                telling_number := told_claims.telling_number
            )
        ) as charge_amount,
        sum(told_claims.paid_amount) as paid_amount,
    from surely_linked
    inner join marts.told_claims on surely_linked.telling_number = told_claims.telling_number
    where told_claims.group_number is not null
    group by surely_linked.part_number
),

-- Sets that tell of several parts of one day, each a claim of its own by the payer's numbers.
own_claims as (
    select
        parts_of_days.sign,
        parts_of_days.part_number,
        told_claims.told_by,
        told_claims.file_id,
        told_claims.transaction_set_number,
        told_claims.payer_key,
        min(told_claims.told_date) as told_date,
        min(told_claims.claim_number) as claim_number,
        sum(told_claims.charge_amount) as charge_amount,
        bool_and(coalesce(split_claims.claim_number is not null, false)) as is_said_to_be_split,
    from parts_of_days
    inner join surely_linked on parts_of_days.part_number = surely_linked.part_number
    inner join marts.told_claims
        on
            surely_linked.telling_number = told_claims.telling_number
            and told_claims.may_be_claim_of_its_own
    left join (
        select distinct
            file_id,
            transaction_set_number,
            claim_number,
        from staging.remarks
        where remark_code in ('N122', 'N123')
    ) as split_claims
        on
            told_claims.told_by = 'answered'
            and told_claims.file_id = split_claims.file_id
            and told_claims.transaction_set_number = split_claims.transaction_set_number
            and told_claims.claim_number = split_claims.claim_number
    group by
        parts_of_days.sign,
        parts_of_days.part_number,
        told_claims.told_by,
        told_claims.file_id,
        told_claims.transaction_set_number,
        told_claims.payer_key
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
        own_claims.told_by,
        own_claims.file_id,
        own_claims.transaction_set_number,
        own_claims.payer_key,
        min(own_claims.told_date) as told_date,
    from own_claims
    left join billed_on_days on own_claims.sign = billed_on_days.sign
    group by
        own_claims.sign,
        own_claims.told_by,
        own_claims.file_id,
        own_claims.transaction_set_number,
        own_claims.payer_key
    having
        count(*) > 1
        and not bool_and(own_claims.is_said_to_be_split)
        and not (
            own_claims.told_by = 'answered'
            and coalesce(max(billed_on_days.part_count) = 1, false)
            and coalesce(sum(own_claims.charge_amount) = max(billed_on_days.charge_amount), false)
        )
),

-- The first set to tell them apart names the claims; what else is told of the day goes to one.
first_contests as (
    select *
    from contested_days
    qualify
        row_number() over (
            partition by sign
            order by told_by = 'answered', told_date, file_id, transaction_set_number, payer_key
        ) = 1
),

named_claims as (
    select
        own_claims.sign,
        own_claims.part_number,
        row_number() over (
            partition by own_claims.sign order by own_claims.claim_number, own_claims.part_number
        ) as place,
    from own_claims
    inner join first_contests
        on
            own_claims.sign = first_contests.sign
            and own_claims.told_by = first_contests.told_by
            and own_claims.file_id = first_contests.file_id
            and own_claims.transaction_set_number = first_contests.transaction_set_number
            and own_claims.payer_key = first_contests.payer_key
),

-- Where another set tells several claims of the day apart, too, they go by its order.
places_elsewhere as (
    select
        own_claims.sign,
        own_claims.part_number,
        row_number() over (
            partition by
                own_claims.sign,
                own_claims.told_by,
                own_claims.file_id,
                own_claims.transaction_set_number,
                own_claims.payer_key
            order by own_claims.claim_number, own_claims.part_number
        ) as place,
        own_claims.told_date,
        own_claims.file_id,
        own_claims.transaction_set_number,
    from own_claims
    inner join contested_days
        on
            own_claims.sign = contested_days.sign
            and own_claims.told_by = contested_days.told_by
            and own_claims.file_id = contested_days.file_id
            and own_claims.transaction_set_number = contested_days.transaction_set_number
            and own_claims.payer_key = contested_days.payer_key
),

first_places as (
    select
        sign,
        part_number,
        place,
    from places_elsewhere
    qualify
        row_number() over (
            partition by sign, part_number
            order by told_date, file_id, transaction_set_number, place
        ) = 1
),

other_parts as (
    select
        parts_of_days.sign,
        parts_of_days.part_number,
        first_places.place,
    from parts_of_days
    inner join first_contests on parts_of_days.sign = first_contests.sign
    left join named_claims
        on
            parts_of_days.sign = named_claims.sign
            and parts_of_days.part_number = named_claims.part_number
    left join first_places
        on
            parts_of_days.sign = first_places.sign
            and parts_of_days.part_number = first_places.part_number
    where named_claims.part_number is null
),

placed_parts as (
    select
        other_parts.part_number,
        named_claims.part_number as other_number,
    from other_parts
    inner join parts on other_parts.part_number = parts.part_number
    inner join named_claims on other_parts.sign = named_claims.sign
    inner join parts as named_parts on named_claims.part_number = named_parts.part_number
    qualify
        row_number() over (
            partition by other_parts.part_number
            order by
                abs(parts.charge_amount - named_parts.charge_amount),
                abs(other_parts.place - named_claims.place),
                named_parts.paid_amount,
                named_claims.place,
                named_claims.part_number
        ) = 1
),

day_links as (
    select
        parts_of_days.part_number,
        min(parts_of_days.part_number) over (partition by parts_of_days.sign) as other_number,
    from parts_of_days
    left join first_contests on parts_of_days.sign = first_contests.sign
    where first_contests.sign is null
    union
    select
        part_number,
        other_number,
    from placed_parts
),

-- A reversal and the only new answer of its charge beside it, in one remittance: the one replaces
-- what the other takes back, though its day was corrected.
told_in_sets as (
    select
        told_claims.group_number,
        told_claims.file_id,
        told_claims.transaction_set_number,
        told_claims.payer_key,
        abs(told_claims.charge_amount) as charge_amount,
        surely_linked.part_number,
        reversals.claim_number is not null as is_reversal,
        count(*) over (partition by surely_linked.part_number) as telling_count,
    from marts.told_claims
    inner join surely_linked on told_claims.telling_number = surely_linked.telling_number
    left join marts.reversals
        on
            told_claims.file_id = reversals.file_id
            and told_claims.transaction_set_number = reversals.transaction_set_number
            and told_claims.claim_number = reversals.claim_number
    where
        told_claims.told_by = 'answered'
        and told_claims.group_number is not null
        and (reversals.claim_number is not null or told_claims.may_be_claim_of_its_own)
),

replaced as (
    select
        min(part_number) filter (where not is_reversal) as part_number,
        min(part_number) filter (where is_reversal) as other_number,
    from told_in_sets
    where is_reversal or telling_count = 1
    group by group_number, file_id, transaction_set_number, payer_key, charge_amount
    having
        count(*) filter (where is_reversal) = 1
        and count(*) filter (where not is_reversal) = 1
),

links as (
    select part_number, other_number from day_links
    union
    select part_number, other_number from replaced
),

day_both_ways as materialized (
    select part_number, other_number from links
    where part_number != other_number
    union
    select other_number, part_number from links
    where part_number != other_number
),

day_ways (part_number, life_part) using key (part_number) as (
    select distinct
        part_number,
        part_number as life_part,
    from day_both_ways
    union
    select
        day_both_ways.other_number as part_number,
        min(day_ways.life_part) as life_part,
    from day_ways
    inner join day_both_ways on day_ways.part_number = day_both_ways.part_number
    inner join recurring.day_ways as known on day_both_ways.other_number = known.part_number
    where day_ways.life_part < known.life_part
    group by day_both_ways.other_number
),

linked as materialized (
    select
        parts_in_all.part_number,
        coalesce(day_ways.life_part, parts_in_all.part_number) as life_part,
    from (select distinct part_number from surely_linked) as parts_in_all
    left join day_ways on parts_in_all.part_number = day_ways.part_number
),

-- A claim no telling of which has a day joins the only claim of its group that has one.
dated_lives as (
    select
        parts_of_days.group_number,
        linked.life_part,
        bool_or(parts_of_days.service_date is not null) as has_day,
    from parts_of_days
    inner join linked on parts_of_days.part_number = linked.part_number
    group by parts_of_days.group_number, linked.life_part
),

only_lives as (
    select
        group_number,
        min(life_part) as life_part,
    from dated_lives
    where has_day
    group by group_number
    having count(*) = 1
),

lives as (
    select
        told_claims.*,
        case
            when not coalesce(dated_lives.has_day, true)
                then coalesce(only_lives.life_part, linked.life_part)
            else linked.life_part
        end as life_part,
    from marts.told_claims
    inner join surely_linked on told_claims.telling_number = surely_linked.telling_number
    inner join linked on surely_linked.part_number = linked.part_number
    left join dated_lives
        on
            told_claims.group_number = dated_lives.group_number
            and linked.life_part = dated_lives.life_part
    left join only_lives on told_claims.group_number = only_lives.group_number
),

first_tellings as (
    select
        life_part,
        min(claim_id) as life_number,
        min(root_control_number) as root_control_number,
        min(
            struct_pack(
                service_date := coalesce(service_date, date '9999-12-31'),
                file_id := file_id,
                segment_number := segment_number
            )
        ) as first_telling,
    from lives
    group by life_part
),

numbered as (
    select
        life_part,
        life_number,
        case
            when root_control_number != '' then root_control_number
            else
                'place ' || first_telling.file_id || ' ' || first_telling.segment_number::varchar
        end as root_control_number,
    from first_tellings
)

select
    lives.told_by,
    lives.claim_id,
    lives.file_id,
    lives.transaction_set_number,
    lives.claim_number,
    lives.segment_number,
    numbered.life_number,
    numbered.root_control_number,
    lives.group_number,
from lives
inner join numbered on lives.life_part = numbered.life_part;

comment on column marts.claim_lives.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.claim_lives.told_by is 'sent, acknowledged (only an acknowledgment names it) or answered.';
comment on column marts.claim_lives.file_id is 'Key of the file.';
comment on column marts.claim_lives.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.claim_lives.claim_number is 'Which claim of the set; null where an acknowledgment tells.';
comment on column marts.claim_lives.segment_number is 'Segment of the file where it opens.';
comment on column marts.claim_lives.life_number is 'The claim it belongs to.';
comment on column marts.claim_lives.root_control_number is 'Control number the claim was first known by.';
comment on column marts.claim_lives.group_number is 'Who shares a control number, a patient and a time; null for one alone.';

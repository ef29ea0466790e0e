-- Which submissions, acknowledgments and answers are about the same claim: the linked claim.
-- grain: one row per claim as one file gives it: sent, acknowledged or answered
-- scope: claim
--
-- Mentions under one control number (corrected ones, REF F8, with the first), of one patient and
-- one time, are one claim where a sign says so (marts.claim_signs): an account number used as claim
-- number is used for many claims. Sure signs have made parts of them (marts.claim_parts). What a
-- day of service alone would link is left apart where one remittance answers it under two numbers
-- of the payer, or one batch sends it twice (X12 RFI 504): then each later mention goes to the one
-- of its charge. A mention without a day belongs to the only claim there is. A claim without a
-- control number is known by its payer's number alone. One used once is linked with nothing.
-- One file: the signs that are not sure are settled one after another on the same few claims, and a
-- mart for each step would be one more for every load to write.
with recursive mentions as materialized (
    select
        claim_mentions.*,
        firsts.mention_number as part_number,
    from marts.claim_parts
    inner join marts.claim_mentions on claim_parts.claim_id = claim_mentions.claim_id
    inner join marts.claim_mentions as firsts on claim_parts.part_id = firsts.claim_id
),

-- Parts with the days they are about.
parts_of_days as materialized (
    select distinct
        mentions.group_number,
        mentions.part_number,
        claim_signs.sign,
        claim_signs.service_date,
    from marts.claim_signs
    inner join mentions on claim_signs.claim_id = mentions.claim_id
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
        mentions.set_id,
        mentions.payer_key,
        any_value(mentions.mention_kind) as mention_kind,
        any_value(mentions.file_id) as file_id,
        any_value(mentions.transaction_set_number) as transaction_set_number,
        min(mentions.mention_date) as mention_date,
        min(mentions.claim_number) as claim_number,
        sum(mentions.charge_amount) as charge_amount,
        bool_and(split_claims.claim_id is not null) as is_said_to_be_split,
    from parts_of_days
    semi join shared_days on parts_of_days.sign = shared_days.sign
    inner join mentions
        on parts_of_days.part_number = mentions.part_number and mentions.may_be_claim_of_its_own
    left join (
        select distinct claim_id
        from staging.remarks
        where remark_code in ('N122', 'N123')
    ) as split_claims on mentions.claim_id = split_claims.claim_id
    group by
        parts_of_days.sign, parts_of_days.part_number, mentions.set_id, mentions.payer_key
),

billed_on_days as (
    select
        sign,
        count(distinct part_number) as part_count,
        max(charge_amount) as charge_amount,
    from own_claims
    where mention_kind = 'sent'
    group by sign
),

-- One billed claim whose charge the answers share was split by the payer (835 guide 1.10.2.11).
contested_days as (
    select
        own_claims.sign,
        own_claims.set_id,
        own_claims.payer_key,
        min(own_claims.mention_date) as mention_date,
    from own_claims
    left join billed_on_days on own_claims.sign = billed_on_days.sign
    group by own_claims.sign, own_claims.set_id, own_claims.payer_key
    having
        count(*) > 1
        and not bool_and(own_claims.is_said_to_be_split)
        and not (
            any_value(own_claims.mention_kind) = 'answered'
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
                own_claims.mention_kind = 'answered',
                contested_days.mention_date,
                own_claims.file_id,
                own_claims.transaction_set_number,
                own_claims.payer_key
        ) = 1 as is_named,
        own_claims.mention_date,
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
            order by mention_date, file_id, transaction_set_number, place
        ) = 1
),

parts as (
    select
        part_number,
        arg_min(
            abs(charge_amount),
            struct_pack(
                mention_date := coalesce(mention_date, date '9999-12-31'),
                mention_number := mention_number
            )
        ) as charge_amount,
        sum(paid_amount) as paid_amount,
    from mentions
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
mentioned_in_sets as (
    select
        mentions.group_number,
        mentions.set_id,
        mentions.payer_key,
        abs(mentions.charge_amount) as charge_amount,
        mentions.part_number,
        reversals.claim_id is not null as is_reversal,
        count(*) over (partition by mentions.part_number) as mention_count,
    from mentions
    left join marts.reversals on mentions.claim_id = reversals.claim_id
    where
        mentions.mention_kind = 'answered'
        and (reversals.claim_id is not null or mentions.may_be_claim_of_its_own)
        and mentions.group_number in (
            select reversed.group_number
            from mentions as reversed
            semi join marts.reversals on reversed.claim_id = reversals.claim_id
        )
),

replaced as (
    select
        min(part_number) filter (where not is_reversal) as part_number,
        min(part_number) filter (where is_reversal) as other_number,
    from mentioned_in_sets
    where is_reversal or mention_count = 1
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

ways (part_number, linked_part) using key (part_number) as (
    select distinct
        part_number,
        part_number as linked_part,
    from both_ways
    union
    select
        both_ways.other_number as part_number,
        min(ways.linked_part) as linked_part,
    from ways
    inner join both_ways on ways.part_number = both_ways.part_number
    inner join recurring.ways as known on both_ways.other_number = known.part_number
    where ways.linked_part < known.linked_part
    group by both_ways.other_number
),

-- A claim no mention of which has a day joins the only claim of its group that has one.
dated_claims as (
    select
        parts_of_days.group_number,
        coalesce(ways.linked_part, parts_of_days.part_number) as linked_part,
        bool_or(parts_of_days.service_date is not null) as has_day,
    from parts_of_days
    left join ways on parts_of_days.part_number = ways.part_number
    group by parts_of_days.group_number, coalesce(ways.linked_part, parts_of_days.part_number)
),

dayless_claims as (
    select
        dated_claims.linked_part,
        only_linked_claims.linked_part as other_part,
    from dated_claims
    inner join (
        select
            group_number,
            min(linked_part) as linked_part,
        from dated_claims
        where has_day
        group by group_number
        having count(*) = 1
    ) as only_linked_claims on dated_claims.group_number = only_linked_claims.group_number
    where not dated_claims.has_day
),

linked as materialized (
    select
        mentions.claim_id,
        coalesce(dayless_claims.other_part, ways.linked_part, mentions.part_number) as linked_part,
    from mentions
    left join ways on mentions.part_number = ways.part_number
    left join dayless_claims
        on coalesce(ways.linked_part, mentions.part_number) = dayless_claims.linked_part
),

-- A claim without a control number is named by its first mention.
numbered as (
    select
        linked.linked_part,
        min(mentions.claim_id) as linked_claim_id,
        min(mentions.root_control_number) as root_control_number,
        min(
            struct_pack(
                service_date := coalesce(mentions.service_date, date '9999-12-31'),
                file_id := mentions.file_id,
                segment_number := mentions.segment_number
            )
        ) as first_mention,
    from linked
    inner join mentions on linked.claim_id = mentions.claim_id
    group by linked.linked_part
)

select
    claim_mentions.mention_kind,
    claim_mentions.claim_id,
    claim_mentions.file_id,
    claim_mentions.transaction_set_number,
    claim_mentions.claim_number,
    claim_mentions.segment_number,
    coalesce(numbered.linked_claim_id, claim_mentions.claim_id) as linked_claim_id,
    case
        when numbered.root_control_number is null then claim_mentions.root_control_number
        when numbered.root_control_number != '' then numbered.root_control_number
        else
            'place ' || numbered.first_mention.file_id
            || ' ' || numbered.first_mention.segment_number::varchar
    end as root_control_number,
    claim_mentions.group_number,
from marts.claim_mentions
left join linked on claim_mentions.claim_id = linked.claim_id
left join numbered on linked.linked_part = numbered.linked_part;

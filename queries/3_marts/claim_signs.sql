-- What says that two mentions under one control number are of the same claim.
-- grain: one row per mention and sign; mentions with an equal sign are linked
-- scope: claim
--
-- Sure signs: the payer's own number of the claim or a reference to it (CLP07, REF 1K, REF F8), and
-- a practice's number of a line (REF 6R, 837 guide 2400) that is more than a count of lines: letters,
-- or over three digits, and not found on several days of service as a count of lines would be.
-- A weaker sign is the same day of service: one number may be used for two visits of a day.
with lines as (
    select
        claim_mentions.claim_id,
        claim_mentions.mention_number,
        claim_mentions.group_number,
        claim_mentions.set_id,
        upper(trim(mentioned_lines.line_control_number)) as line_control_number,
        coalesce(mentioned_lines.service_date, claim_mentions.service_date) as service_date,
        claim_mentions.mention_kind = 'answered'
        and (claim_mentions.charge_amount < 0 or claim_mentions.paid_amount < 0) as is_reversal,
        claim_mentions.may_be_claim_of_its_own,
    from marts.claim_mentions
    inner join (
        select claim_id, line_control_number, service_date from staging.remitted_lines
        union all
        select claim_id, line_control_number, service_date from staging.service_lines
    ) as mentioned_lines on claim_mentions.claim_id = mentioned_lines.claim_id
    where claim_mentions.group_number is not null
),

days_of_numbers as (
    select
        group_number,
        line_control_number,
        set_id,
        count(distinct service_date) filter (where may_be_claim_of_its_own) as day_count,
        min(service_date) as first_date,
    from lines
    where line_control_number is not null and not is_reversal
    group by group_number, line_control_number, set_id
),

-- A number on two days in one set, or on three days in all, counts lines. A reversal names the days
-- of what it takes back, and says nothing of its own.
mention_line_numbers as (
    select
        group_number,
        line_control_number,
    from days_of_numbers
    where
        not staging.is_placeholder(line_control_number)
        and not regexp_full_match(line_control_number, '[0-9]{1,3}')
    group by group_number, line_control_number
    having max(day_count) <= 1 and count(distinct first_date) <= 2
)

select
    claim_id,
    mention_number,
    concat_ws(' ', 'payer', coalesce(group_number, -1), payer_key, number) as sign,
    true as is_sure,
    null::date as service_date,
from (
    select
        claim_id,
        mention_number,
        group_number,
        payer_key,
        unnest([payer_number, referred_number]) as number,
    from marts.claim_mentions
    where group_number is not null or root_control_number = ''
) as numbers
where number is not null
union
select
    lines.claim_id,
    lines.mention_number,
    concat_ws(' ', 'line', lines.group_number, lines.line_control_number) as sign,
    true as is_sure,
    null::date as service_date,
from lines
inner join mention_line_numbers
    on
        lines.group_number = mention_line_numbers.group_number
        and lines.line_control_number = mention_line_numbers.line_control_number
union
select
    claim_id,
    mention_number,
    concat_ws(' ', 'day', group_number, service_date) as sign,
    false as is_sure,
    service_date,
from lines
where service_date is not null
union
select
    claim_id,
    mention_number,
    concat_ws(' ', 'day', group_number, service_date) as sign,
    false as is_sure,
    service_date,
from marts.claim_mentions
where group_number is not null;

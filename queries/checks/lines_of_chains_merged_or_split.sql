-- Two lines of one answer are two lines of their chain; a line answered again is the same line.
-- grain: one row per line of a chain that is two lines, or two that are one
--
-- By their numbers (REF 6R) where both have one, else by procedure, day, modifiers and charge. Claims
-- answered once without lines are one line throughout.
with numbered as (
    select
        claim_id,
        service_line_number,
        line_chain_number as chain_number,
        line_answer_number as answer_number,
        chain_line_number,
        case
            when not staging.is_placeholder(line_control_number)
                then ltrim(upper(trim(line_control_number)), '0')
        end as line_control_number,
        procedure_code,
        concat_ws(
            '|',
            procedure_code,
            service_date::varchar,
            array_to_string(list_sort(modifier_codes), ' '),
            charge_amount::varchar
        ) as billed_as,
    from temp.answered_lines
    where chain_line_number is not null and not is_whole_claim
),

-- Within one answer to a claim.
joined as (
    select
        chain_number,
        chain_line_number,
        answer_number,
        count(distinct line_control_number) > 1 as has_several_numbers,
    from numbered
    group by chain_number, chain_line_number, answer_number, claim_id
    having
        count(distinct line_control_number) > 1
        or (count(line_control_number) < count(*) and count(distinct procedure_code) > 1)
),

-- Lines of several numbers that answer one billed line are its parts.
parts as (
    select
        joined.chain_number,
        joined.chain_line_number,
        joined.answer_number,
    from (
        select distinct
            chain_number,
            chain_line_number,
            answer_number,
        from joined
        where has_several_numbers
    ) as joined
    inner join numbered
        on
            joined.chain_number = numbered.chain_number
            and joined.chain_line_number = numbered.chain_line_number
            and joined.answer_number = numbered.answer_number
    left join marts.line_matches
        on
            numbered.claim_id = line_matches.claim_id
            and numbered.service_line_number = line_matches.service_line_number
    group by joined.chain_number, joined.chain_line_number, joined.answer_number
    having
        count(distinct line_matches.billed_line_id) = 1
        and count(line_matches.billed_line_id) = count(*)
),

merged as (
    select
        joined.chain_number,
        joined.chain_line_number,
        'two lines of an answer are one' as fault,
    from joined
    left join parts
        on
            joined.has_several_numbers
            and joined.chain_number = parts.chain_number
            and joined.chain_line_number = parts.chain_line_number
            and joined.answer_number = parts.answer_number
    where parts.chain_number is null
),

-- Each answer's lines of a number, or of all they were billed as. Where one answer has several, which
-- of them another answer means is a matter of order, and of what is still denied. A number that one
-- answer gives to two lines numbers neither.
told_apart as (
    select
        chain_number,
        answer_number,
        'number ' || line_control_number || ' ' || procedure_code as line_key,
        min(chain_line_number) as chain_line_number,
        max(line_count) as line_count,
    from (
        select
            *,
            count(*) over (
                partition by chain_number, answer_number, line_control_number
            ) as line_count,
        from numbered
        where line_control_number is not null
    ) as lines_of_a_number
    group by chain_number, answer_number, line_control_number, procedure_code
    union all
    select
        chain_number,
        answer_number,
        billed_as as line_key,
        min(chain_line_number) as chain_line_number,
        count(*) as line_count,
    from numbered
    group by chain_number, answer_number, billed_as
    having count(line_control_number) = 0
)

select
    chain_number,
    chain_line_number,
    fault,
from merged
union all
select
    chain_number,
    min(chain_line_number) as chain_line_number,
    'one line is two' as fault,
from told_apart
group by chain_number, line_key
having count(distinct chain_line_number) > 1 and max(line_count) = 1

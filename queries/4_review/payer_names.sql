-- Which payer is each name in the files taken for, and why?
-- grain: one row per name a payer was given in a file
--
-- 'Payer not named' is for claims that name none, and is listed only where there are such.
select
    payer_name,
    payer_name_as_given,
    case known_by
        when 'separate' then 'Kept separate by your team'
        when 'alias' then 'Joined by your team'
        when 'payer_id' then 'Same payer id'
        when 'answers' then 'Answered by this payer'
        else 'Its own name'
    end as known_by,
    array_to_string(payer_ids, ', ') as payer_ids,
    remittance_count,
    answered_claim_count,
    submitted_claim_count,
    first_week,
    last_week,
    known_by in ('separate', 'alias') as is_by_team,
from marts.payer_names
where remittance_count > 0 or submitted_claim_count > 0 or payer_name_as_given != 'Payer not named'
order by payer_name, payer_name_as_given

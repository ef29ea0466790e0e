-- What was recovered of a denial, and paid in the end, is what standing answers paid.
-- grain: one row per line of a chain with other amounts
--
-- Recovered is what is paid in the end, takebacks off, less what the first answer paid, and never
-- below nothing; of a line that no later answer covers, or that was not denied, it is nothing.
select
    touched_outcomes.file_id,
    touched_outcomes.transaction_set_number,
    touched_outcomes.claim_number,
    touched_outcomes.service_line_number,
    touched_outcomes.recovered_amount,
    recounted_outcomes.recovered_amount as recounted_recovered_amount,
    touched_outcomes.final_paid_amount,
    recounted_outcomes.final_paid_amount as recounted_final_paid_amount,
from temp.touched_outcomes
inner join temp.recounted_outcomes
    on
        touched_outcomes.chain_number = recounted_outcomes.chain_number
        and touched_outcomes.chain_line_number = recounted_outcomes.chain_line_number
where
    touched_outcomes.recovered_amount != recounted_outcomes.recovered_amount
    or touched_outcomes.final_paid_amount != recounted_outcomes.final_paid_amount
    or (
        recounted_outcomes.last_verdict is null
        and touched_outcomes.recovered_amount != 0
    )

-- Whether an answer takes back another, by its charge and payment and by whether its status says so.
--
-- A reversal mirrors the answer it takes back, with negated amounts (835 guide 1.10.2.8): the sign is
-- the test of it, and the status tells only where the sign of the charge does not.
create or replace macro staging.is_reversal(charge_amount, paid_amount, says_reversal) as
    charge_amount < 0
    or (charge_amount = 0 and (paid_amount < 0 or says_reversal))
    or (says_reversal and paid_amount < 0)

-- What would be allowed of the denied part of a line.
--
-- All of it where the line is denied whole, else the denied share of the charge; never more than is
-- denied.
create or replace macro review.expected_allowed(
    allowed_amount, verdict, denied_amount, charge_amount
) as (
    case
        when allowed_amount is not null
            then least(
                allowed_amount::double
                * case
                    when verdict = 'full' or charge_amount <= 0 then 1
                    else denied_amount::double / charge_amount::double
                end,
                denied_amount::double
            )
    end
)

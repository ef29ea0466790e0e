-- Whether two mentions of a claim give the same money for it, its lines and its adjustments.
-- An extract and an 835, or the claim alone and the claim with its lines, are compared by what both
-- state: lines where they have as many, reasons that both give.
create or replace macro intake.money_agrees(claim, other) as
    coalesce((claim).charge_amount = (other).charge_amount, true)
    and coalesce((claim).paid_amount = (other).paid_amount, true)
    and coalesce((claim).is_later_payer = (other).is_later_payer, true)
    and case
        when
            (claim).is_extract = (other).is_extract
            and ((claim).line_amounts = []) = ((other).line_amounts = [])
            then
                (claim).line_amounts = (other).line_amounts
                and (claim).reasons = (other).reasons
        else
            (
                len((claim).line_amounts) != len((other).line_amounts)
                or (claim).line_amounts = (other).line_amounts
            )
            and len(list_filter(
                map_keys(coalesce((claim).reason_amounts, map {})),
                lambda code:
                (other).reason_amounts[code] != (claim).reason_amounts[code]
            )) = 0
    end

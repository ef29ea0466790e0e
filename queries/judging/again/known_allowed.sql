-- Of which linked claims must what was known to be allowed be asked again?
-- grain: one row per linked claim
--
-- The touched ones; and those with a denial of a later week than one in which something changed of
-- the payer's own history of the service, or, where that did not tell it, of what is used for it.
with changed as (
    select
        payer_name,
        line_of_business,
        procedure_code,
        modifier_set,
        min(remit_week) as remit_week,
    from temp.changed_allowed_weeks
    group by payer_name, line_of_business, procedure_code, modifier_set
),

later as (
    select
        lines.linked_claim_id,
        lines.line_id,
        lines.payer_name,
        lines.line_of_business,
        lines.procedure_code,
        lines.modifier_set,
        lines.remit_week,
    from marts.line_outcomes as lines
    where
        lines.is_denied
        and lines.remit_week > (select min(remit_week) from changed)
),

-- Those that no history of the payer's own told.
loosely_told as (
    select
        later.*,
        coalesce(known_allowed.known_level, 6) as known_level,
    from later
    inner join marts.known_allowed
        on later.line_id = known_allowed.line_id
    where known_allowed.known_level is distinct from 1
)

select claim_id as linked_claim_id from temp.load_claims
union
select later.linked_claim_id
from later
inner join changed
    on
        later.payer_name = changed.payer_name
        and later.procedure_code = changed.procedure_code
        and later.modifier_set = changed.modifier_set
        and later.remit_week > changed.remit_week
union
select loosely_told.linked_claim_id
from loosely_told
inner join changed
    on
        loosely_told.line_of_business = changed.line_of_business
        and loosely_told.procedure_code = changed.procedure_code
        and loosely_told.remit_week > changed.remit_week
union
select linked_claim_id
from loosely_told
where known_level > 3

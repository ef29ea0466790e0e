-- Which claims must be judged again for what came in, and not only for what they are linked with?
-- grain: one row per claim as one file gives it
-- param first_claim_id: the first id given in this load
--
-- Those that came in; those of a payer whose names are joined or separated otherwise than before,
-- or of a client that goes by another name; those whose batch or set another acknowledgment now
-- names; those of which a list the team edited decides otherwise (temp.changed_...).
with changed_payers as (
    (
        select payer_name_as_given, payer_name, payer_key, is_separate from marts.payers
        except
        select payer_name_as_given, payer_name, payer_key, is_separate from temp.earlier_payers
    )
    union all
    (
        select payer_name_as_given, payer_name, payer_key, is_separate from temp.earlier_payers
        except
        select payer_name_as_given, payer_name, payer_key, is_separate from marts.payers
    )
),

payer_names as (
    select payer_name from changed_payers
    union
    select payer_name_as_given from changed_payers
),

changed_clients as (
    select distinct earlier_clients.client_name
    from temp.earlier_clients
    inner join marts.clients
        on
            earlier_clients.tax_id = clients.tax_id
            and earlier_clients.npi = clients.npi
            and earlier_clients.client_name_as_given = clients.client_name_as_given
    where earlier_clients.client_name != clients.client_name
),

changed_sets as (
    (
        select set_id, segment_number, submitted_set_id from marts.answered_sets
        except
        select set_id, segment_number, submitted_set_id from temp.earlier_answered_sets
    )
    union all
    (
        select set_id, segment_number, submitted_set_id from temp.earlier_answered_sets
        except
        select set_id, segment_number, submitted_set_id from marts.answered_sets
    )
),

speaking_sets as (
    select levels.set_id
    from staging.acknowledgment_levels as levels
    inner join payer_names
        on coalesce(levels.entity_name, levels.entity_id) = payer_names.payer_name
    where levels.level_code = '20'
    union
    select levels.set_id
    from staging.information_request_levels as levels
    inner join payer_names
        on coalesce(levels.entity_name, levels.entity_id) = payer_names.payer_name
    where levels.level_code = '20'
),

first_touched as (
    select claim_id
    from marts.link_keys
    where claim_id >= $first_claim_id
    union
    select link_keys.claim_id
    from marts.link_keys
    inner join changed_sets on link_keys.set_id = changed_sets.submitted_set_id
    union
    select answers.claim_id
    from marts.answers
    inner join payer_names on answers.payer_name = payer_names.payer_name
    union
    select billed_claims.claim_id
    from marts.billed_claims
    inner join payer_names on billed_claims.payer_name = payer_names.payer_name
    union
    select answers.claim_id
    from marts.answers
    inner join changed_clients on answers.client_name = changed_clients.client_name
    union
    select billed_claims.claim_id
    from marts.billed_claims
    inner join changed_clients on billed_claims.client_name = changed_clients.client_name
    union
    -- An acknowledgment or a request for information names who speaks in one of its levels.
    select link_keys.claim_id
    from marts.link_keys
    inner join speaking_sets on link_keys.set_id = speaking_sets.set_id
    union
    select adjustments.claim_id
    from marts.adjustments
    inner join temp.changed_carc_rules as changed
        on
            adjustments.payer_name = changed.payer_name
            and adjustments.carc_code = changed.carc_code
    union
    select line_outcomes.claim_id
    from marts.line_outcomes
    inner join temp.changed_deadline_rules as changed
        on
            line_outcomes.payer_name = changed.payer_name
            and line_outcomes.line_of_business = changed.line_of_business
    where line_outcomes.is_denied
    union
    select takebacks.claim_id
    from marts.takebacks
    inner join temp.changed_deadline_rules as changed
        on
            takebacks.payer_name = changed.payer_name
            and takebacks.line_of_business = changed.line_of_business
)

select claim_id from first_touched

-- A payer, under the one name the team knows it by.
-- grain: one row per name a payer was given in a file
-- scope: store
--
-- Names that differ only in case or spacing are one payer. So are names under one payer id (835
-- N104 or REF 2U) that differ only in spelling, punctuation, legal form or a word like PLAN; TRN03
-- joins such names too. Clearly different names under one id (an administrator with several plans)
-- stay several payers, but share a payer key: an answer of each may be about the same claim.
-- A name that only claims or acknowledgments carry is the payer of remittances with the same payer
-- id, else the one that answered nine of ten of the claims billed to it, five at least.
--
-- The team goes before all that (reference.payer_aliases). A name it joins with another is that
-- other's payer, which keeps what it is joined with itself; the name kept wins over the files'
-- spelling. A name it gives to itself is a payer of its own: no id joins it, nor links its answers.
-- One file: which names are one is asked of the same names and ids, step by step, and links them in
-- one recursive pass.
with recursive given as (
    select distinct
        payer_known_as as payer_name_as_given,
        payer_id,
        payer_identifier,
        true as is_remitting,
    from staging.remittances
    union all
    select distinct
        coalesce(payer_name_as_given, payer_id, 'Payer not named') as payer_name_as_given,
        payer_id,
        null as payer_identifier,
        false as is_remitting,
    from staging.subscribers
    union all
    select distinct
        coalesce(entity_name, entity_id) as payer_name_as_given,
        null as payer_id,
        null as payer_identifier,
        false as is_remitting,
    from staging.acknowledgment_levels
    where level_code = '20' and entity_code = 'PR' and coalesce(entity_name, entity_id) is not null
    union all
    select
        'Payer not named' as payer_name_as_given,
        null as payer_id,
        null as payer_identifier,
        false as is_remitting,
),

given_names as (
    select distinct
        payer_name_as_given,
        upper(payer_name_as_given) as name_key,
        case when not staging.is_placeholder(payer_id) then 'id ' || upper(payer_id) end as id_key,
        case
            when not staging.is_placeholder(payer_identifier) then 'trace ' || payer_identifier
        end as trace_key,
        is_remitting,
    from given
),

aliases as (
    select
        upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g'))) as name_key,
        min(payer_name) as payer_name,
        upper(trim(regexp_replace(min(payer_name), '\s+', ' ', 'g'))) as kept_key,
    from reference.payer_aliases
    group by upper(trim(regexp_replace(payer_name_as_given, '\s+', ' ', 'g')))
),

names as (
    select
        given_names.name_key,
        bool_or(given_names.is_remitting) as is_remitting,
        staging.payer_stem_of(given_names.name_key) as stem,
        any_value(aliases.payer_name) as alias_name,
        any_value(aliases.kept_key) as kept_key,
        coalesce(any_value(aliases.kept_key) = given_names.name_key, false) as is_separate,
    from given_names
    left join aliases on given_names.name_key = aliases.name_key
    group by given_names.name_key
),

ids_of_names as (
    select distinct
        given_names.name_key,
        names.kept_key,
        names.stem,
        names.is_remitting,
        given_names.is_remitting as is_id_of_remittances,
        unnest([given_names.id_key, given_names.trace_key]) as payer_id,
    from given_names
    inner join names on given_names.name_key = names.name_key
    where not names.is_separate and given_names.name_key != 'PAYER NOT NAMED'
),

remitting_ids as (
    select *
    from ids_of_names
    where is_id_of_remittances and payer_id is not null
),

-- A name the team joined is not joined by likeness, too.
likened_ids as (
    select *
    from remitting_ids
    where kept_key is null
),

-- Each name of an id leads to the first name of its stem, and to the first name like it.
like_names as (
    select
        name_key,
        min(name_key) over (partition by payer_id, stem) as other_key,
    from likened_ids
    union
    select
        one.name_key,
        other.name_key as other_key,
    from likened_ids as one
    inner join likened_ids as other
        on
            one.payer_id = other.payer_id
            and one.stem > other.stem
            and left(one.stem, 1) = left(other.stem, 1)
            and replace(one.stem, ' ', '') != replace(other.stem, ' ', '')
            and length(one.stem) >= 8
            and levenshtein(one.stem, other.stem) = 1
            -- A number or a single letter tells plans apart.
            and regexp_replace(one.stem, '[^0-9]', '', 'g')
            = regexp_replace(other.stem, '[^0-9]', '', 'g')
            and regexp_extract_all(one.stem, '\b[A-Z]\b')
            = regexp_extract_all(other.stem, '\b[A-Z]\b')
    union
    select
        name_key,
        min(name_key) over (partition by payer_id, replace(stem, ' ', '')) as other_key,
    from likened_ids
),

unknown_names as (
    select
        name_key,
        payer_id,
    from ids_of_names
    where not is_remitting and kept_key is null
),

-- A name the team joined is the one it is joined with, where files give that one, too.
payers_of_ids as (
    select
        remitting_ids.payer_id,
        coalesce(kept.name_key, remitting_ids.name_key) as name_key,
    from remitting_ids
    left join names as kept on remitting_ids.kept_key = kept.name_key
),

known_by_id as (
    select
        unknown_names.name_key,
        min(payers_of_ids.name_key) as remitting_key,
    from unknown_names
    inner join payers_of_ids on unknown_names.payer_id = payers_of_ids.payer_id
    left join like_names on payers_of_ids.name_key = like_names.name_key
    group by unknown_names.name_key
    having count(distinct coalesce(like_names.other_key, payers_of_ids.name_key)) = 1
),

-- Billed to an unknown name and answered under the same control number, for the same charge.
answers_by_name as (
    select
        billed.name_key,
        upper(remittances.payer_known_as) as remitting_key,
        count(distinct billed.patient_control_number) as claim_count,
    from (
        select
            claims.patient_control_number,
            claims.charge_amount,
            upper(coalesce(subscribers.payer_name_as_given, subscribers.payer_id)) as name_key,
        from staging.claims
        inner join staging.claim_levels
            on
                claims.set_id = claim_levels.set_id
                and claims.level_number = claim_levels.level_number
        inner join staging.subscribers
            on
                claim_levels.set_id = subscribers.set_id
                and claim_levels.subscriber_level_number = subscribers.level_number
    ) as billed
    inner join staging.remitted_claims
        on
            billed.patient_control_number = remitted_claims.patient_control_number
            and billed.charge_amount = remitted_claims.charge_amount
    inner join staging.remittances on remitted_claims.set_id = remittances.set_id
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
    where
        billed.name_key in (select unknown_names.name_key from unknown_names)
        and coalesce(claim_statuses.standing, 'primary') = 'primary'
    group by billed.name_key, remitting_key
),

known_by_answers as (
    select
        name_key,
        remitting_key,
    from answers_by_name
    qualify
        claim_count >= 5
        and claim_count >= 0.9 * sum(claim_count) over (partition by name_key)
),

-- Names of one payer, each pair once in each direction.
pairs as (
    select
        name_key,
        other_key,
    from (
        select name_key, other_key from like_names
        union
        select name_key, remitting_key from known_by_id
        union
        select known_by_answers.name_key, known_by_answers.remitting_key
        from known_by_answers
        left join known_by_id on known_by_answers.name_key = known_by_id.name_key
        where known_by_id.name_key is null
        union
        select joined.name_key, kept.name_key from names as joined
        inner join names as kept on joined.kept_key = kept.name_key
        union
        select name_key, min(name_key) over (partition by kept_key) from names
        where kept_key is not null
    ) as found
    where name_key != other_key
),

both_ways as (
    select name_key, other_key from pairs
    union
    select other_key, name_key from pairs
),

groups (name_key, first_key) using key (name_key) as (
    select
        name_key,
        name_key as first_key,
    from names
    union
    select
        both_ways.other_key as name_key,
        min(groups.first_key) as first_key,
    from groups
    inner join both_ways on groups.name_key = both_ways.name_key
    inner join recurring.groups as known on both_ways.other_key = known.name_key
    where groups.first_key < known.first_key
    group by both_ways.other_key
),

spellings as (
    select
        groups.first_key,
        arg_min(
            given_names.payer_name_as_given,
            struct_pack(
                is_only_billed := not given_names.is_remitting,
                name_length := length(given_names.name_key),
                payer_name := given_names.payer_name_as_given
            )
        ) as payer_name,
        -- Of a name that is itself joined with another, the other is the one to keep.
        arg_min(
            names.alias_name,
            struct_pack(
                is_joined := coalesce(kept.kept_key != kept.name_key, false),
                payer_name := names.alias_name
            )
        ) filter (where names.alias_name is not null) as alias_name,
        bool_or(names.is_separate) as is_separate,
    from groups
    inner join names on groups.name_key = names.name_key
    left join names as kept on names.kept_key = kept.name_key
    inner join given_names on groups.name_key = given_names.name_key
    group by groups.first_key
),

named as (
    select
        groups.name_key,
        coalesce(spellings.alias_name, spellings.payer_name) as payer_name,
        spellings.alias_name is not null as is_by_team,
        spellings.is_separate,
        case
            when names.is_separate then 'separate'
            when names.alias_name is not null then 'alias'
            when known_by_id.name_key is not null then 'payer_id'
            when known_by_answers.name_key is not null then 'answers'
            when like_ones.name_key is not null then 'payer_id'
            else 'name'
        end as known_by,
    from groups
    inner join names on groups.name_key = names.name_key
    inner join spellings on groups.first_key = spellings.first_key
    left join known_by_id on groups.name_key = known_by_id.name_key
    left join known_by_answers on groups.name_key = known_by_answers.name_key
    left join (
        select distinct name_key from like_names where name_key != other_key
    ) as like_ones on groups.name_key = like_ones.name_key
),

-- Payers whose answers may be about one claim: those that share an id, but for those the team
-- separated.
keys_of_payers as (
    select distinct
        upper(named.payer_name) as payer_key,
        remitting_ids.payer_id as other_key,
    from named
    inner join remitting_ids on named.name_key = remitting_ids.name_key
    where starts_with(remitting_ids.payer_id, 'id ') and not named.is_separate
),

linked (node, payer_key) using key (node) as (
    select
        payer_key as node,
        payer_key,
    from keys_of_payers
    union
    select
        other_key as node,
        other_key as payer_key,
    from keys_of_payers
    union
    select
        ends.other_node as node,
        min(linked.payer_key) as payer_key,
    from linked
    inner join (
        select payer_key as node, other_key as other_node from keys_of_payers
        union
        select other_key as node, payer_key as other_node from keys_of_payers
    ) as ends on linked.node = ends.node
    inner join recurring.linked as known on ends.other_node = known.node
    where linked.payer_key < known.payer_key
    group by ends.other_node
)

select
    names_as_given.payer_name_as_given,
    first_value(named.payer_name) over (
        partition by upper(named.payer_name)
        order by named.is_by_team desc, named.payer_name
    ) as payer_name,
    coalesce(linked.payer_key, upper(named.payer_name)) as payer_key,
    named.known_by,
    named.is_separate,
from (select distinct payer_name_as_given, name_key from given_names) as names_as_given
inner join named on names_as_given.name_key = named.name_key
left join linked on upper(named.payer_name) = linked.node;

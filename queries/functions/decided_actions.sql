-- The actions the team decided, typed: one row per action, with the weeks of its measure.
--
-- Before are the 8 weeks up to the week under review when it was decided, or those since the week it
-- began in; after, the weeks that follow, or those after the one it was done in. Its filters look
-- back far enough to show what went before. A payer or client that goes by another name since it was
-- decided (joined or named by the team, or by a spelling of a later file) is meant under that one.
create or replace macro review.decided_actions(actions) as table (
    with entries as (
        select
            unnest(
                actions::struct(
                    action_number bigint,
                    title varchar,
                    owner varchar,
                    measure varchar,
                    goal varchar,
                    status varchar,
                    note varchar,
                    decided_by varchar,
                    decided_at varchar,
                    due_date varchar,
                    decided_week varchar,
                    since_week varchar,
                    done_date varchar,
                    filters json
                )[]
            ) as entry,
    ),

    typed as (
        select
            entry.action_number,
            entry.title,
            entry.owner,
            entry.measure,
            try_cast(nullif(entry.goal, '') as double) as goal,
            entry.status,
            nullif(entry.note, '') as note,
            entry.decided_by,
            try_cast(entry.decided_at as timestamp) as decided_at,
            try_cast(entry.due_date as date) as due_date,
            try_cast(entry.decided_week as date) as decided_week,
            try_cast(nullif(entry.since_week, '') as date) as since_week,
            try_cast(nullif(entry.done_date, '') as date) as done_date,
            review.typed_filters(entry.filters) as kept,
        from entries
    ),

    payers_now as (
        select
            named.action_number,
            list(
                distinct coalesce(shown.payer_name, payers.payer_name, named.payer_name)
            ) as payer_names,
        from (
            select
                action_number,
                unnest((kept).payers) as payer_name,
            from typed
        ) as named
        left join (select distinct payer_name from marts.payers) as shown
            on named.payer_name = shown.payer_name
        left join marts.payers
            on upper(named.payer_name) = upper(payers.payer_name_as_given)
        group by named.action_number
    ),

    clients_now as (
        select
            named.action_number,
            list(
                distinct coalesce(shown.client_name, clients.client_name, named.client_name)
            ) as client_names,
        from (
            select
                action_number,
                unnest((kept).clients) as client_name,
            from typed
        ) as named
        left join (select distinct client_name from marts.clients) as shown
            on named.client_name = shown.client_name
        left join marts.clients
            on named.client_name = clients.client_name_as_given
        group by named.action_number
    )

    select
        typed.action_number,
        typed.title,
        typed.owner,
        typed.measure,
        typed.goal,
        typed.status,
        typed.note,
        typed.decided_by,
        typed.decided_at,
        typed.due_date,
        typed.decided_week,
        typed.since_week,
        typed.done_date,
        least(
            coalesce(typed.since_week, typed.decided_week - 49), typed.decided_week
        )::date as first_week_before,
        (
            greatest(
                typed.decided_week,
                coalesce(date_trunc('week', typed.done_date)::date, typed.decided_week)
            ) + 7
        )::date as first_week_after,
        struct_update(
            typed.kept,
            payers := coalesce(list_sort(payers_now.payer_names), (typed.kept).payers),
            clients := coalesce(list_sort(clients_now.client_names), (typed.kept).clients),
            first_week := least(
                coalesce(typed.since_week, typed.decided_week), typed.decided_week - 175
            )::date,
            last_week := null::date,
            date_basis := 'remit'
        ) as filters,
    from typed
    left join payers_now on typed.action_number = payers_now.action_number
    left join clients_now on typed.action_number = clients_now.action_number
)

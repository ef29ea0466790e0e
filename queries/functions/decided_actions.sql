-- The actions the team decided, typed: one row per action, with the weeks of its measure.
--
-- Before are the 8 weeks up to the week under review when it was decided, or those since the week it
-- began in; after, the weeks that follow, or those after the one it was done in. Its filters look
-- back far enough to show what went before.
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
    )

    select
        action_number,
        title,
        owner,
        measure,
        goal,
        status,
        note,
        decided_by,
        decided_at,
        due_date,
        decided_week,
        since_week,
        done_date,
        least(coalesce(since_week, decided_week - 49), decided_week)::date as first_week_before,
        (
            greatest(
                decided_week, coalesce(date_trunc('week', done_date)::date, decided_week)
            ) + 7
        )::date as first_week_after,
        struct_update(
            kept,
            first_week := least(coalesce(since_week, decided_week), decided_week - 175)::date,
            last_week := null::date,
            date_basis := 'remit'
        ) as filters,
    from typed
)

-- The weeks or months of HFMA's measures, each with the 3 months before it and up to its end.
--
-- Three months are 13 weeks where periods are weeks. Without weeks in the filters they are those that
-- have remittances.
create or replace macro review.hfma_periods(filters, every) as table (
    with reach as (
        select
            min(remit_week) as first_week,
            max(remit_week) as last_week,
        from marts.remitted_claims
        where not is_reversal and not is_predetermination and not is_undecided
    ),

    starts as (
        select
            unnest(
                generate_series(
                    date_trunc(every, coalesce((filters).first_week, first_week))::timestamp,
                    date_trunc(every, coalesce((filters).last_week, last_week) + 6)::timestamp,
                    case when every = 'month' then interval 1 month else interval 7 days end
                )
            )::date as period_start_date,
        from reach
    )

    select
        every as period,
        period_start_date,
        case
            when every = 'month' then (period_start_date + interval 1 month)::date - 1
            else period_start_date + 6
        end as period_end_date,
        case
            when every = 'month' then (period_start_date - interval 3 month)::date
            else period_start_date - 91
        end as before_start_date,
        case
            when every = 'month' then (period_start_date - interval 2 month)::date
            else period_start_date - 84
        end as trailing_start_date,
        case when every = 'month' then 3 else reference.weeks_of_history() end as period_count,
    from starts
)

-- A level claims hang on, with the billing provider and the subscriber it is under.
-- grain: one row per level of a set of claims
--
-- Levels are in order, those below right after the one they belong to (837 guides, HL); what a
-- level says its parent is, is kept beside it.
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_levels
    union all by name
    select * from raw.csv_claim_levels
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    max(case when level_code = '20' then level_number end) over so_far as billing_level_number,
    case
        when level_code != '20'
            then max(case when level_code = '22' then level_number end) over under_provider
    end as subscriber_level_number,
    case when level_code = '23' then level_number end as patient_level_number,
    -- codes and text
    level_id,
    parent_level_id,
    level_code,
from (
    select
        *,
        count_if(level_code = '20') over (
            partition by file_id, transaction_set_number
            order by level_number
            rows between unbounded preceding and current row
        ) as provider_number,
    from given
) as levels
window
    so_far as (
        partition by file_id, transaction_set_number
        order by level_number
        rows between unbounded preceding and current row
    ),
    under_provider as (
        partition by file_id, transaction_set_number, provider_number
        order by level_number
        rows between unbounded preceding and current row
    )

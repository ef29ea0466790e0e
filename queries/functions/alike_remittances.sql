-- Whether claims of remittances may be repeated at all: sets, or claims of a set, with one number.
--
-- One row where they may, none where nothing in intake.repeated_claims can be found: it compares sets
-- of one trace number, and claims of one number within them. Most loads bring neither, and asking this
-- takes a tenth of the time.
-- touched: the files of whose remittances it is asked; null for all
create or replace macro intake.alike_remittances(touched) as table (
    with own_traces as (
        select
            coalesce(trace_number, '') as trace_number,
        from staging.remittances
        where touched is null or list_contains(touched, file_id)
        group by coalesce(trace_number, '')
    ),

    own_sets as (
        select set_id
        from staging.remittances
        where touched is null or list_contains(touched, file_id)
    ),

    -- By set: claims lie in the order of their sets, so those of other files are not read.
    own_claims as (
        select
            remitted_claims.set_id,
            staging.stated_number_of(remitted_claims.payer_claim_control_number) as payer_number,
            staging.stated_number_of(remitted_claims.patient_control_number) as own_number,
        from staging.remitted_claims
        semi join own_sets on remitted_claims.set_id = own_sets.set_id
    )

    select own_traces.trace_number as shared_number
    from staging.remittances
    inner join own_traces on coalesce(remittances.trace_number, '') = own_traces.trace_number
    group by own_traces.trace_number
    having count(*) > 1
    union all
    select payer_number as shared_number
    from own_claims
    where payer_number is not null
    group by set_id, payer_number
    having count(*) > 1
    union all
    select own_number as shared_number
    from own_claims
    where own_number is not null
    group by set_id, own_number
    having count(*) > 1
    limit 1
)

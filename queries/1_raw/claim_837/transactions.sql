-- A batch of claims as its transaction set opens: who sent what to whom, and when (837 loop 1000).
-- grain: one row per transaction set
-- ids: set_id
with headers as materialized (
    select
        file_id,
        transaction_set_number,
        segment_number,
        body,
        string_split(group_header, chr(29)) as gs,
        raw.elements_of_segment(body, 'ST') as st,
        raw.elements_of_segment(body, 'BHT') as bht,
        raw.rest_of_segment(body, 'NM1', '41') as submitter,
        raw.rest_of_segment(body, 'NM1', '40') as receiver,
        raw.value_of_segment(body, 'REF', '87') as transmission_type,
    from temp.claim_837_loops
    where opened_by = ''
),

versioned as (
    select
        *,
        coalesce(nullif(st[3], ''), nullif(gs[9], ''), transmission_type, '') as version_code,
    from headers
)

select
    file_id,
    transaction_set_number,
    segment_number,
    nullif(st[2], '') as set_control_number,
    nullif(version_code, '') as version_code,
    -- 5010 and 4010 guides: X222 and X098 professional, X223 and X096 institutional, X224 and X097
    -- dental.
    case
        when regexp_matches(version_code, 'X(222|098)') then 'P'
        when regexp_matches(version_code, 'X(223|096)') then 'I'
        when regexp_matches(version_code, 'X(224|097)') then 'D'
    end as claim_kind,
    nullif(bht[2], '') as purpose_code,
    nullif(bht[3], '') as batch_number,
    nullif(bht[4], '') as batch_date,
    nullif(bht[5], '') as batch_time,
    nullif(bht[6], '') as transaction_type_code,
    nullif(submitter[2], '') as submitter_name,
    nullif(submitter[8], '') as submitter_id,
    nullif(receiver[2], '') as receiver_name,
    nullif(receiver[8], '') as receiver_id,
    nullif(gs[3], '') as group_sender_id,
    nullif(gs[4], '') as group_receiver_id,
    nullif(gs[5], '') as group_date,
    nullif(gs[6], '') as group_time,
    nullif(gs[7], '') as group_control_number,
from versioned

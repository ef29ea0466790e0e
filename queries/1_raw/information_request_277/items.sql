-- What a payer asks for: a document or a fact, of a claim or of a line of it (STC).
-- grain: one row per code of an STC segment; service_line_number 0 is the claim
-- ids: set_id
--
-- STC01, STC10 and STC11 each hold a category, a code and, as the fourth component, the list of the
-- code: LOI for LOINC, else the claim status codes (X213 guide). Free text (STC12) may name the
-- patient and is not kept.
with loops as (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        service_line_number,
        segment_number as loop_segment_number,
        raw.rest_of_segment(body, 'DTP', '106') as due_date,
        string_split(body, chr(30)) as segments,
    from temp.information_request_277_loops
    where
        coalesce(level_code, '') not in ('19', '20', '21')
        and contains(body, chr(30) || 'STC' || chr(29))
),

segments as (
    select
        * exclude (segments),
        unnest(range(0, len(segments))) as place,
        unnest(segments) as segment,
    from loops
),

statuses as (
    select
        *,
        string_split(segment, chr(29)) as stc,
    from segments
    where starts_with(segment, 'STC' || chr(29))
),

codes as (
    select
        * exclude (stc),
        unnest([1, 2, 3]) as code_number,
        unnest([stc[2], stc[11], stc[12]]) as composite,
        nullif(stc[3], '') as status_date,
    from statuses
)

select
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    (loop_segment_number + place)::bigint as segment_number,
    code_number::integer as code_number,
    raw.component_of(composite, 1) as status_category_code,
    raw.component_of(composite, 2) as requested_code,
    raw.component_of(composite, 3) as entity_code,
    raw.component_of(composite, 4) as code_list,
    status_date,
    nullif(due_date[2], '') as due_date,
from codes
where coalesce(composite, '') != ''

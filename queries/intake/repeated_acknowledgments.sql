-- Which acknowledgments (277CA, 999) of the files in hand were already loaded, in another envelope?
-- grain: one row per repeated transaction set; claim 0 is the whole of it
--
-- An acknowledgment is known by its number, its date and time, and by all it says.
-- Already loaded means: in a file loaded earlier, or earlier among the files in hand.
with acknowledgments as (
    select
        file_id,
        transaction_set_number,
        concat_ws(
            '|', '277', acknowledgment_id, acknowledgment_date::varchar, acknowledgment_time
        ) as acknowledgment_key,
    from staging.acknowledgments
    union all
    select
        file_id,
        transaction_set_number,
        concat_ws(
            '|', set_kind, answered_group_kind, answered_group_control_number, group_sender_id,
            acknowledgment_date::varchar, acknowledgment_time
        ) as acknowledgment_key,
    from staging.acknowledged_groups
),

repeats as (
    select
        acknowledgments.*,
        coalesce(files_in_hand.file_order, 0) as file_order,
    from acknowledgments
    left join temp.files_in_hand on acknowledgments.file_id = files_in_hand.file_id
    qualify
        count(*) over (partition by acknowledgment_key) > 1
        and max(coalesce(files_in_hand.file_order, 0)) over (partition by acknowledgment_key) > 0
),

said as (
    select
        file_id,
        transaction_set_number,
        concat_ws(
            '|', 'status', level_number, tracking_number, service_line_number, status_number,
            status_category_code, status_code, entity_code, status_category_code_2, status_code_2,
            charge_amount, status_date
        ) as words,
    from staging.acknowledgment_statuses
    where (file_id, transaction_set_number) in (
        select (file_id, transaction_set_number) from repeats
    )
    union all
    select
        file_id,
        transaction_set_number,
        concat_ws('|', 'claim', level_number, tracking_number, patient_control_number) as words,
    from staging.acknowledged_claims
    where (file_id, transaction_set_number) in (
        select (file_id, transaction_set_number) from repeats
    )
    union all
    select
        file_id,
        transaction_set_number,
        concat_ws('|', 'level', level_number, level_code, entity_code, entity_id) as words,
    from staging.acknowledgment_levels
    where (file_id, transaction_set_number) in (
        select (file_id, transaction_set_number) from repeats
    )
    union all
    select
        file_id,
        transaction_set_number,
        concat_ws('|', 'set', response_number, answered_set_control_number, answer_code) as words,
    from staging.acknowledged_sets
    where (file_id, transaction_set_number) in (
        select (file_id, transaction_set_number) from repeats
    )
),

all_said as (
    select
        file_id,
        transaction_set_number,
        md5(array_to_string(list_sort(list(words)), chr(10))) as digest,
    from said
    group by file_id, transaction_set_number
),

mentions as (
    select
        repeats.file_id,
        repeats.transaction_set_number,
        repeats.file_order,
        row_number() over (
            partition by repeats.acknowledgment_key, coalesce(all_said.digest, '')
            order by repeats.file_order, repeats.file_id, repeats.transaction_set_number
        ) as mention_number,
    from repeats
    left join all_said
        on
            repeats.file_id = all_said.file_id
            and repeats.transaction_set_number = all_said.transaction_set_number
)

select
    file_id,
    transaction_set_number,
    0 as claim_number,
    0 as claim_count,
from mentions
where mention_number > 1 and file_order > 0
order by file_id, transaction_set_number

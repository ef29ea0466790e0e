-- A level of an acknowledgment with who says it, of which batch, and when.
-- grain: one row per level
--
-- Levels are in order: who speaks (20) and whose batch it is (21) come before what hangs on them.
with led as (
    select
        *,
        last_value(
            case
                when level_code = '20'
                    then
                        struct_pack(
                            entity_code := entity_code,
                            entity_name := coalesce(entity_name, entity_id)
                        )
            end ignore nulls
        ) over so_far as source,
        last_value(
            case when level_code = '21' then struct_pack(batch_number := batch_number) end
            ignore nulls
        ) over so_far as receiver,
    from staging.acknowledgment_levels
    window
        so_far as (
            partition by set_id
            order by level_number
            rows between unbounded preceding and current row
        )
)

select
    led.set_id,
    led.file_id,
    led.transaction_set_number,
    led.level_number,
    led.entity_id,
    led.patient_key,
    led.receiver.batch_number,
    case when led.source.entity_code = 'PR' then led.source.entity_name end as payer_name_as_given,
    case led.source.entity_code
        when 'PR' then 'payer' when 'AY' then 'clearinghouse'
        else 'receiver'
    end as said_by,
    acknowledgments.acknowledgment_date,
from led
inner join staging.acknowledgments on led.set_id = acknowledgments.set_id

-- Of lines like this one, how many were denied, and for what?
-- grain: one row per subset of what is said of the line (null: any), the fullest first
-- param filters: what history is looked at; its weeks narrow the answers, so ask without them
-- param payer: the payer; null for any
-- param procedure: the procedure; null for any
-- param modifier: the modifiers, separated by blanks, in any order; empty for none, null for any
-- param place: the place of service; null for any
-- param diagnosis: the first diagnosis the line points to; null for any
--
-- History is the answers of the last 13 weeks, as for the rules. The last row is of all lines.
-- One question: every subset is counted on the same lines in one pass.
with said as (
    select
        $payer::varchar as payer_name,
        upper($procedure::varchar) as procedure_code,
        array_to_string(
            list_sort(string_split(trim(upper($modifier::varchar)), ' ')), ' '
        ) as modifier_set,
        $place::varchar as place_of_service_code,
        -- A diagnosis is written with its dot by people and without it in a claim.
        replace(upper($diagnosis::varchar), '.', '') as diagnosis_code,
),

lines as (
    select
        payer_name,
        procedure_code,
        modifier_set,
        place_of_service_code,
        diagnosis_codes[1] as diagnosis_code,
        is_denied,
        case when is_denied then carc_code end as carc_code,
        remit_week,
    from review.lines_in_view($filters)
),

newest as (
    select max(remit_week) as last_week
    from lines
),

alike as (
    select
        coalesce(lines.payer_name = said.payer_name, false) as has_payer,
        coalesce(lines.procedure_code = said.procedure_code, false) as has_procedure,
        coalesce(lines.modifier_set = said.modifier_set, false) as has_modifiers,
        coalesce(lines.place_of_service_code = said.place_of_service_code, false) as has_place,
        coalesce(lines.diagnosis_code = said.diagnosis_code, false) as has_diagnosis,
        lines.carc_code,
        lines.is_denied,
        count(*) as line_count,
    from lines
    cross join said
    cross join newest
    where lines.remit_week > newest.last_week - 7 * reference.weeks_of_history()
    group by
        coalesce(lines.payer_name = said.payer_name, false),
        coalesce(lines.procedure_code = said.procedure_code, false),
        coalesce(lines.modifier_set = said.modifier_set, false),
        coalesce(lines.place_of_service_code = said.place_of_service_code, false),
        coalesce(lines.diagnosis_code = said.diagnosis_code, false),
        lines.carc_code,
        lines.is_denied
),

yes_or_no as (
    select true as is_told
    union all
    select false as is_told
),

subsets as (
    select
        of_payer.is_told as names_payer,
        of_procedure.is_told as names_procedure,
        of_modifiers.is_told as names_modifiers,
        of_place.is_told as names_place,
        of_diagnosis.is_told as names_diagnosis,
        said.*,
    from said
    cross join yes_or_no as of_payer
    cross join yes_or_no as of_procedure
    cross join yes_or_no as of_modifiers
    cross join yes_or_no as of_place
    cross join yes_or_no as of_diagnosis
    where
        (said.payer_name is not null or not of_payer.is_told)
        and (said.procedure_code is not null or not of_procedure.is_told)
        and (said.modifier_set is not null or not of_modifiers.is_told)
        and (said.place_of_service_code is not null or not of_place.is_told)
        and (said.diagnosis_code is not null or not of_diagnosis.is_told)
),

counted as (
    select
        subsets.names_payer,
        subsets.names_procedure,
        subsets.names_modifiers,
        subsets.names_place,
        subsets.names_diagnosis,
        case when subsets.names_payer then subsets.payer_name end as payer_name,
        case when subsets.names_procedure then subsets.procedure_code end as procedure_code,
        case when subsets.names_modifiers then subsets.modifier_set end as modifier_set,
        case when subsets.names_place then subsets.place_of_service_code end
            as place_of_service_code,
        case when subsets.names_diagnosis then subsets.diagnosis_code end as diagnosis_code,
        alike.carc_code,
        coalesce(sum(alike.line_count), 0)::bigint as line_count,
        coalesce(sum(alike.line_count) filter (where alike.is_denied), 0)::bigint
            as denied_line_count,
    from subsets
    left join alike
        on
            (alike.has_payer or not subsets.names_payer)
            and (alike.has_procedure or not subsets.names_procedure)
            and (alike.has_modifiers or not subsets.names_modifiers)
            and (alike.has_place or not subsets.names_place)
            and (alike.has_diagnosis or not subsets.names_diagnosis)
    group by
        subsets.names_payer,
        subsets.names_procedure,
        subsets.names_modifiers,
        subsets.names_place,
        subsets.names_diagnosis,
        subsets.payer_name,
        subsets.procedure_code,
        subsets.modifier_set,
        subsets.place_of_service_code,
        subsets.diagnosis_code,
        alike.carc_code
),

with_totals as (
    select
        *,
        sum(line_count) over of_subset as subset_line_count,
        sum(denied_line_count) over of_subset as subset_denied_line_count,
        row_number() over (
            partition by
                names_payer, names_procedure, names_modifiers, names_place, names_diagnosis
            order by denied_line_count desc, carc_code
        ) as place,
    from counted
    window
        of_subset as (
            partition by
                names_payer, names_procedure, names_modifiers, names_place, names_diagnosis
        )
)

select
    payer_name,
    procedure_code,
    modifier_set,
    place_of_service_code,
    diagnosis_code,
    subset_line_count::bigint as line_count,
    subset_denied_line_count::bigint as denied_line_count,
    case when denied_line_count > 0 then carc_code end as carc_code,
    denied_line_count as carc_denied_line_count,
from with_totals
where place = 1
order by
    names_payer::integer
    + names_procedure::integer
    + names_modifiers::integer
    + names_place::integer
    + names_diagnosis::integer desc,
    names_payer desc,
    names_procedure desc,
    names_modifiers desc,
    names_diagnosis desc,
    names_place desc

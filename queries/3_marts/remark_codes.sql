-- A remark code, with what it says and how often it came.
-- grain: one row per RARC of the reference list or of a loaded file
-- scope: store
with counted as (
    select
        remark_code,
        count(*) as remark_count,
    from staging.remarks
    group by remark_code
),

all_codes as (
    select remark_code from reference.rarc
    union
    select remark_code from counted
)

select
    all_codes.remark_code,
    coalesce(rarc.remark_label, 'Not in the reference list') as remark_label,
    coalesce(rarc.category, '') as category,
    coalesce(rarc.usual_fix, '') as usual_fix,
    coalesce(counted.remark_count, 0) as remark_count,
from all_codes
left join counted on all_codes.remark_code = counted.remark_code
left join reference.rarc on all_codes.remark_code = rarc.remark_code;

comment on column marts.remark_codes.remark_code is 'Remark (RARC).';
comment on column marts.remark_codes.remark_label is 'The remark in our own words.';
comment on column marts.remark_codes.category is 'Category it points to; empty where it points to none.';
comment on column marts.remark_codes.usual_fix is 'What usually helps; empty where nothing is known.';
comment on column marts.remark_codes.remark_count is 'How many remarks of loaded files carry it.';

-- A diagnosis a line of a claim extract cites, with its number among those of its claim.
-- grain: one row per different diagnosis of a line; kept for the load only
--
-- Numbers follow the order in which the rows of the claim name them; the first is the principal one.
with cells as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        flatten(
            list_transform(
                [diagnosis_codes, *columns('^diagnosis_code_\d+$')],
                lambda cell: raw.diagnoses_in(cell)
            )
        ) as diagnosis_codes,
    from temp.csv_billed_rows
),

cited as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        unnest(range(1, len(diagnosis_codes) + 1)) as place,
        unnest(diagnosis_codes) as diagnosis_code,
    from cells
),

-- Rows of a file are fewer than 10^12, diagnoses of a row than 1,000.
lines as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        diagnosis_code,
        min(row_number) as row_number,
        min(row_number * 1000 + place) as citing_number,
    from cited
    group by file_id, transaction_set_number, claim_number, service_line_number, diagnosis_code
),

first_cited as (
    select
        *,
        min(citing_number) over (
            partition by file_id, transaction_set_number, claim_number, diagnosis_code
        ) as first_citing_number,
    from lines
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    row_number,
    citing_number,
    diagnosis_code,
    (
        dense_rank() over (
            partition by file_id, transaction_set_number, claim_number
            order by first_citing_number
        )
    )::integer as diagnosis_number,
from first_cited

-- A remark code (RARC) that is in a row of a remittance extract, among the reasons or apart.
-- grain: one row per different remark of a line; service_line_number 0 is the claim level
-- ids: set_id, claim_id, line_id
with cited as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        row_number,
        unnest(
            regexp_extract_all(
                raw.codes_apart(
                    concat_ws(
                        ' ', reason_codes, remark_codes, reason_code_1, reason_code_2,
                        reason_code_3, reason_code_4, reason_code_5, reason_code_6,
                        remark_code_1, remark_code_2, remark_code_3, remark_code_4,
                        remark_code_5, remark_code_6
                    )
                ),
                '\b(?:MA\d{1,3}|[MN]\d{1,4})\b'
            )
        ) as remark_code,
    from temp.csv_placed_rows
    inner join temp.csv_rows using (file_id, row_number)
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    (
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_line_number
            order by min(row_number), remark_code
        )
    )::integer as remark_number,
    remark_code,
    'CSV' as source,
    'HE' as qualifier,
from cited
group by
    file_id, transaction_set_number, claim_number, service_line_number, remark_code

-- The amounts listed in one cell, in order: "20.00; 1,234.50" gives 20.00 and 1234.50.
create or replace macro raw.amounts_in(given) as
    list_transform(
        regexp_extract_all(
            given,
            '\(?-?\$?-?(?:\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+(?:\.\d+)?|\.\d+)(?:\)|-|\b)'
        ),
        lambda amount: raw.amount_text_of(amount)
    )

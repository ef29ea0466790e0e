-- The ways to name a payer and a procedure or all, with what each is worth in a combination's number.
create or replace macro review.combination_subsets() as table (
    select
        of_payer.worth as payer_worth,
        of_procedure.worth as procedure_worth,
    from (values (0), (1000000000000)) as of_payer (worth)
    cross join (values (0), (1000000)) as of_procedure (worth)
)

-- An amount of a column, without its minus where the column shows what it holds as credits.
create or replace macro raw.amount_of_column(given, is_credit) as
    case when is_credit then ltrim(given, '-') else given end

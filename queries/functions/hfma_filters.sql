-- The filters of HFMA's measures: payers, providers and lines of business as asked, nothing else.
--
-- They compare one house with others: a reason or a procedure has no such measure, and weeks say which
-- periods are told, not which claims.
create or replace macro review.hfma_filters(filters) as {
    'first_week': null::date,
    'last_week': null::date,
    'date_basis': 'remit',
    'payers': (filters).payers,
    'categories': null::varchar[],
    'carcs': null::varchar[],
    'modifiers': null::varchar[],
    'procedures': null::varchar[],
    'providers': (filters).providers,
    'lines_of_business': (filters).lines_of_business,
    'include_secondary': false,
    'include_duplicates': false,
    'include_patient': (filters).include_patient
}

-- A day as US systems write it, as text CCYYMMDD; null when it is not a day of 1900 to 2099.
-- Month is before day; two digits are a year of this century; a time of day is passed over.
create or replace macro raw.date_text_of(given) as
    nullif(
        regexp_extract(
            strftime(
                try_strptime(
                    regexp_replace(
                        raw.date_hyphened_of(given),
                        '^(\d{1,2}-\w{1,9}|[A-Z]+-\d{1,2})-(\d{2})$', '\1-20\2'
                    ),
                    [
                        '%Y%m%d', '%Y-%m-%d', '%m-%d-%Y', '%d-%b-%Y', '%d-%B-%Y',
                        '%b-%d-%Y', '%B-%d-%Y', '%m%d%Y',
                    ]
                ),
                '%Y%m%d'
            ),
            '^(19|20)\d{6}$'
        ),
        ''
    )

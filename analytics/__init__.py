"""The denial dashboard, floor by floor. Start reading here.

    extract file → raw tables → staging → marts → review query → frame → chart → page → export

A module imports from lower floors and from its own room, from nothing else; the rooms of floor 1
do not know each other and are joined above.

below all floors
    `vocabulary`: the filters of a review, our errors. `sql_files`: what the SQL says of itself.
    `program`: where SQL and pages' frame are.
floor 0
    `columns`: the column book, headings and kinds of columns, and their values as text.
    `access`: who acts, what a role may do, the audit trail.
floor 1
    `intake`: a file → rows that SQL can split. `database`: the one door to DuckDB.
    `snapshots`: which database file is current, and whether it is whole. `notebook`: what people
    type, in SQLite.
    `measures`: rows → frames. `charts`: a frame → a figure. `exports`: a frame → a file.
floor 2
    `limits`: whose lines a person sees. `load`: files in, one snapshot out; how a store stands, and
    its snapshot open for reading.
    `uploads`: what the screen was given, for as long as it is.
floor 3
    `review`: the only way to a number, and the week as page, meeting and packet tell it.
floor 4
    `answers`: kept for whoever asks again. Above it `session`: what pages need from the running
    app; `lists`: the lists people take away; `packet`: what they print; `dictionary`: the SQL and
    the column book as a paper; `serving`: who reaches the dashboard, and how people sign in;
    `doctor`: what a machine lacks to run it.
floor 5
    `components`: what pages are built from.
floor 6
    `pages`: one script per page. `__main__` with `arguments` and `console`: the command line.
    On top stands `app.py`, the frame around the pages.

What the business means (chains, outcomes, denials) is not here but in `queries/3_marts`.
"""

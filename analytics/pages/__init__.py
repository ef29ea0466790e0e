"""One script per page, each the way of the data written out: ask, measure, chart, show, export.

Beside the scripts stands what they share: `sidebar` (filters), `parts` (opening, answer, switches),
`figures` (headline), `views` (charts and tables that drill), `papers` (downloads, how it is
counted), `history` (a claim's whole story), `chips` (the filters in force), `toolbar` (`search` and
`saved_views`), `door` (refused claims); and for files coming in `loading`, `uploads` and
`column_maps`.
"""

"""One script per page, each the way of the data written out: ask, measure, chart, show, export.

Beside the scripts: `sidebar` (filters), `parts` (what every page is made of), `loading` (loads that
run while pages are read), `history` (a claim's whole story).
"""

"""One script per page, nothing else: ask, measure, chart, show, export."""

"""What stands around every page: sidebar, filter bar, search, views, how figures are counted."""

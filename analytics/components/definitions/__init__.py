"""The lists and texts of the page Definitions."""

"""The page Files: loads and their reports, what is missing, what an empty store shows."""

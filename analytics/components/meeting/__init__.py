"""The weekly meeting: where it stands, and its steps."""

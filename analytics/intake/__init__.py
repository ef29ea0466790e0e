"""Files as they come, made ready for SQL to split: X12 envelopes, extracts, archives."""

"""What became of claims and denials, where the dollars are, how long it took."""

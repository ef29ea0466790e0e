"""Lines with a modifier beside the same lines without it."""

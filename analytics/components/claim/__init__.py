"""One claim beside the list it was opened from: which is open, and its drawer."""

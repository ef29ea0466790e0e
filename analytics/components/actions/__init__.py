"""Actions and decisions: the dialog in which one is written down, and their cards."""

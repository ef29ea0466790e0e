"""Denials by reason, payer, procedure and provider, and one of them looked into."""

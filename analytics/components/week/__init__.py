"""The week under review as blocks, drawn by This week and by the meeting."""

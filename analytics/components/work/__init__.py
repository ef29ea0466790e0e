"""The work list: its lists and rows, the ticked lines, the form of one change of many."""

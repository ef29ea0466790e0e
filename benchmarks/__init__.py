"""Speed and scale, run by hand: files in beside other parsers, questions beside pandas.

`make bench` runs everything and prints its tables; README.md says what was measured and where.
"""

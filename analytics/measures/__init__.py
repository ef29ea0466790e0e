"""Rows to frames: weeks filled in, rates, changes, top-and-rest, and the sentences that tell them.

Pure functions: they take a frame, give a new one, and look nothing up. SQL gives numerator and
denominator; only `rates` divides.
"""

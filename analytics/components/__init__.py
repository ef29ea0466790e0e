"""What pages are built from: a package per topic, and the modules that they share.

A component draws; what it shows is asked through the session, of `analytics.review`. A module's
name says its topic without its package.
"""

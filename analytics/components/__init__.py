"""What pages are built from: filters, tables, charts that drill, downloads, dialogs, layout.

A component draws; what it shows is asked in `analytics.answers` through the session.
"""

"""Plain values to safe HTML with inline SVG: figures, alerts, lists, trends, tables.

A block draws what it is given; it asks and computes nothing. Texts come ready and are escaped here.
What may be clicked is a real button that carries its pick, a few names and values as JSON in
``data-pick``. `frame` wraps blocks for markup.css; arrows.js moves the focus inside a group.
"""

"""Frame to Plotly figure. A chart draws what it is given; it asks and computes nothing."""

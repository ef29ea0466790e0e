"""What a screen of the dashboard is measured against: a title and four bar charts of twelve bars.

Run by benchmarks/interactions.py. It asks nothing and computes nothing: what a change takes is what
Streamlit and Plotly take.
"""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
choice = st.sidebar.selectbox("Choice", [f"Choice {number}" for number in range(1, 21)])
seed = int(choice.split()[1])
st.title(f"Plain page, {choice.lower()}")
for row in range(2):
    for place, column in enumerate(st.columns(2)):
        sizes = [(seed * 7 + bar * 13 + row * 5 + place * 3) % 40 + 1 for bar in range(12)]
        bars = go.Bar(x=[f"Bar {bar}" for bar in range(12)], y=sizes)
        column.plotly_chart(go.Figure(bars), key=f"bars_{row}_{place}")

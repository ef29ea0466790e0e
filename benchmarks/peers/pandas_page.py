"""What one would write first: all lines in a pandas frame, filtered and grouped at every change.

Run by benchmarks/interactions.py with LINES_FRAME naming the file of the lines.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_resource
def all_lines() -> pd.DataFrame:
    """Every line, read once and kept."""
    return pd.read_parquet(os.environ["LINES_FRAME"])


lines = all_lines()
payers = st.sidebar.multiselect("Payer", sorted(lines["payer_name"].unique()))
carcs = st.sidebar.multiselect("Reason (CARC)", sorted(lines["carc_code"].dropna().unique()))
st.title("Denials")

last = lines["remit_week"].max()
rows = lines[~lines["is_apart"] & (lines["remit_week"] > last - pd.Timedelta(weeks=26))]
if payers:
    rows = rows[rows["payer_name"].isin(payers)]
if carcs:
    rows = rows[~rows["is_denied"] | rows["carc_code"].isin(carcs)]
denied = rows[rows["is_denied"]]

left, middle, right = st.columns(3)
left.metric("Lines", f"{len(rows):,}")
middle.metric("Denied", f"{len(denied):,}")
right.metric("Denied dollars", f"${denied['denied_amount'].sum():,.0f}")

weekly = rows.groupby("remit_week", observed=True)["is_denied"].mean().reset_index()
st.plotly_chart(px.line(weekly, x="remit_week", y="is_denied"))
left, right = st.columns(2)
for place, column in ((left, "category"), (right, "payer_name")):
    dollars = denied.groupby(column, observed=True)["denied_amount"].sum().nlargest(15)
    place.plotly_chart(px.bar(dollars.reset_index(), x="denied_amount", y=column))

keys = ["carc_code", "category", "payer_name", "procedure_code", "modifiers"]
top = denied.groupby(keys, observed=True)[["denied_amount", "recovered_amount", "open_amount"]]
st.dataframe(top.sum().nlargest(200, "denied_amount").reset_index())

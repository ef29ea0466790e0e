"""Page frame, filters and navigation. No data work."""

import os

import streamlit as st
from PIL import Image

from analytics import notebook, session
from analytics.access import audit
from analytics.components import account, meeting_state, recovery, sidebar, toolbar
from analytics.components.text import plain
from analytics.program import PACKAGE, page_file
from analytics.vocabulary import DenialsError, StoreFault

# An icon of our own: the named ones are fetched from a font server, and nothing here calls out.
ICON = Image.new("RGB", (32, 32), "#17609C")
STYLE = PACKAGE / "components" / "style.css"
session.keep_values_out_of_logs()
st.set_page_config(page_title="Denials", page_icon=ICON, layout="wide")

PAGES = {
    name: st.Page(page_file(name), title=title, icon=f":material/{icon}:")
    for name, title, icon in (
        ("weekly_review", "Weekly review", "calendar_view_week"),
        ("meeting", "Meeting", "groups"),
        ("reasons", "Reasons", "bar_chart"),
        ("payers", "Payers", "account_balance"),
        ("modifiers", "Modifiers", "sell"),
        ("providers", "Procedures and providers", "stethoscope"),
        ("outcomes", "Outcomes", "alt_route"),
        ("denied_lines", "Denied lines", "list_alt"),
        ("rejections", "Rejections", "door_front"),
        ("before_submission", "Before submission", "fact_check"),
        ("actions", "Actions", "task_alt"),
        ("files", "Files", "folder_open"),
        ("definitions", "Definitions", "menu_book"),
    )
}

os.umask(0o077)  # what is written from here on names patients
st.html(STYLE)
page = st.navigation(list(PAGES.values()), expanded=True)
titles = {name: each.title for name, each in PAGES.items()}
try:
    account.draw()
    session.bring_up_to_date()
    if session.has_data():
        sidebar.draw_filters()
    if "page_to_go_to" in st.session_state:
        st.switch_page(PAGES[st.session_state.pop("page_to_go_to")])
    name = next(name for name in titles if titles[name] == page.title)
    if name != meeting_state.PAGE:
        toolbar.draw(name, titles)
        meeting_state.way_back()
    if words := notebook.fault(session.store()):
        st.warning(plain(words), icon=":material/edit_off:")
    if words := audit.fault(session.store()):
        st.warning(plain(words.replace("`", "")), icon=":material/edit_off:")
    page.run()
except StoreFault as fault:
    recovery.draw(fault)
except DenialsError as error:
    st.error(plain(str(error)), icon=":material/error:")

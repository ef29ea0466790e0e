"""Page frame, filters and navigation. No data work."""

import streamlit as st
from PIL import Image

from analytics import session
from analytics.pages import sidebar
from analytics.vocabulary import DenialsError

# An icon of our own: the named ones are fetched from a font server, and nothing here calls out.
ICON = Image.new("RGB", (32, 32), "#1F6FB2")
st.set_page_config(page_title="Denials", page_icon=ICON, layout="wide")

PAGES = {
    name: st.Page(f"analytics/pages/{name}.py", title=title, icon=f":material/{icon}:")
    for name, title, icon in (
        ("weekly_review", "Weekly review", "calendar_view_week"),
        ("reasons", "Reasons", "bar_chart"),
        ("payers", "Payers", "account_balance"),
        ("modifiers", "Modifiers", "sell"),
        ("providers", "Procedures and providers", "stethoscope"),
        ("outcomes", "Outcomes", "alt_route"),
        ("denied_lines", "Denied lines", "list_alt"),
        ("rejections", "Rejections", "door_front"),
        ("actions", "Actions", "task_alt"),
        ("files", "Files", "folder_open"),
        ("definitions", "Definitions", "menu_book"),
    )
}

# Less empty space above, so that the answer and the figures fit on one screen; and only our own
# downloads, which say how they were made and run no formula.
st.html(
    "<style>.stMainBlockContainer {padding-top: 2.5rem; padding-bottom: 3rem}"
    "[data-testid=stElementToolbarButton]:has(button[aria-label='Download as CSV'])"
    "{display: none}</style>"
)
page = st.navigation(list(PAGES.values()), expanded=True)
try:
    if session.has_data():
        sidebar.draw_filters()
    if "page_to_go_to" in st.session_state:
        st.switch_page(PAGES[st.session_state.pop("page_to_go_to")])
    page.run()
except DenialsError as error:
    st.error(str(error), icon=":material/error:")

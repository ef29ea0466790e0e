"""Page frame, navigation and filter bar. No data work."""

import os

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from analytics import notebook, session
from analytics.access import audit
from analytics.components import address
from analytics.components.files import loading
from analytics.components.frame import filter_bar, navigation, recovery
from analytics.components.meeting import meeting_state
from analytics.components.text import plain
from analytics.program import PACKAGE, page_file
from analytics.vocabulary import DenialsError, StoreFault

SIDEBAR_WIDTH = 224
STYLES = (PACKAGE / "components" / "frame" / "style.css", PACKAGE / "markup" / "markup.css")
# An icon of our own: the named ones are fetched from a font server, and nothing here calls out.
ICON = PACKAGE / "components" / "frame" / "icon.png"
LOGO = PACKAGE / "components" / "frame" / "logo.png"
session.keep_values_out_of_logs()
st.set_page_config(
    page_title="Denial review",
    page_icon=str(ICON),
    layout="wide",
    initial_sidebar_state=SIDEBAR_WIDTH,
)

PAGES = {name: st.Page(page_file(name), title=title) for name, title in navigation.TITLES.items()}

os.umask(0o077)  # what is written from here on names patients
st.logo(LOGO, size="large")
for style in STYLES:
    st.html(style)
page = st.navigation(list(PAGES.values()), position="hidden")
name = next(name for name, title in navigation.TITLES.items() if title == page.title)
try:
    address.arrive(name)
    session.bring_up_to_date()
    target = st.session_state.pop("page_to_go_to", None)
    if target == name:
        address.stay()
    elif target:
        navigation.remember_origin(name, target)
        st.switch_page(PAGES[target], query_params=address.target())
    if name != meeting_state.PAGE or not session.has_answers():
        filter_bar.draw(name, navigation.TITLES)
        meeting_state.way_back()
        navigation.way_back(name, PAGES)
    else:
        filter_bar.put_in_force()
    navigation.draw(name, PAGES)
    if words := notebook.fault(session.store()):
        st.warning(plain(words), icon=":material/edit_off:")
    if words := audit.fault(session.store()):
        st.warning(plain(words.replace("`", "")), icon=":material/edit_off:")
    loading.watch_elsewhere(name)
    page.run()
    address.leave()
except StopException:  # a page that ends early, as where nothing matches
    address.leave()
    raise
except StoreFault as fault:
    recovery.draw(fault)
except DenialsError as error:
    st.error(plain(str(error)), icon=":material/error:")

"""The work list: what to work next and how, whose it is, and each claim in a drawer beside it."""

from analytics.components import layout
from analytics.components.claim import history
from analytics.components.work import work_form, work_page

layout.opening("Work list", dates="", of_weeks=False)
work_page.draw()
if not work_form.is_open():
    history.beside()

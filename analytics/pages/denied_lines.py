"""The work list: what to work next and how, whose it is, and each claim in a drawer beside it."""

from analytics.components import layout
from analytics.components.work import work_page

layout.opening("Work list", dates="", of_weeks=False)
work_page.draw()

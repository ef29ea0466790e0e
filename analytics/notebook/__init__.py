"""What people type: column maps, definitions, payer names, work list, views, actions.

It outlives loads: a small SQLite file beside the snapshots. Its few statements stand here, not in
`queries/`, which speaks to the other database; questions are handed what they need as a parameter
(`parameters`). A damaged notebook stops typing, not reading (`fault`).
"""

from analytics.notebook.actions import (
    ACTION_MEASURES,
    ACTION_STATUSES,
    Action,
    ActionChange,
    action_filters,
    actions,
    actions_version,
    change_action,
    decide,
)
from analytics.notebook.asked import SAID, parameters, people, version
from analytics.notebook.clients import ClientName, client_names, save_client_name
from analytics.notebook.deadlines import (
    COUNTED_FROM,
    DEADLINE_KINDS,
    DeadlineLimit,
    Key,
    deadline_limits,
    key_of,
    remove_deadline_limit,
    remove_deadline_limits,
    save_deadline_limits,
)
from analytics.notebook.definitions import (
    CarcRule,
    PayerAlias,
    Profile,
    carc_rules,
    payer_aliases,
    profiles,
    remove_carc_rule,
    remove_payer_alias,
    remove_profile,
    save_carc_rule,
    save_carc_rules,
    save_payer_alias,
    save_payer_aliases,
    save_profile,
    typed_payer_aliases,
)
from analytics.notebook.file import fault
from analytics.notebook.minutes import (
    WorkMinutes,
    remove_work_minutes,
    save_work_minutes,
    work_minutes,
)
from analytics.notebook.views import (
    SavedView,
    remove_view,
    rename_view,
    save_view,
    saved_views,
)
from analytics.notebook.work import (
    STATUSES,
    WorkChange,
    save_work,
    work_entries,
    work_version,
)

__all__ = [
    "ACTION_MEASURES",
    "ACTION_STATUSES",
    "COUNTED_FROM",
    "DEADLINE_KINDS",
    "SAID",
    "STATUSES",
    "Action",
    "ActionChange",
    "CarcRule",
    "ClientName",
    "DeadlineLimit",
    "Key",
    "PayerAlias",
    "Profile",
    "SavedView",
    "WorkChange",
    "WorkMinutes",
    "action_filters",
    "actions",
    "actions_version",
    "carc_rules",
    "change_action",
    "client_names",
    "deadline_limits",
    "decide",
    "fault",
    "key_of",
    "parameters",
    "payer_aliases",
    "people",
    "profiles",
    "remove_carc_rule",
    "remove_deadline_limit",
    "remove_deadline_limits",
    "remove_payer_alias",
    "remove_profile",
    "remove_view",
    "remove_work_minutes",
    "rename_view",
    "save_carc_rule",
    "save_carc_rules",
    "save_client_name",
    "save_deadline_limits",
    "save_payer_alias",
    "save_payer_aliases",
    "save_profile",
    "save_view",
    "save_work",
    "save_work_minutes",
    "saved_views",
    "typed_payer_aliases",
    "version",
    "work_entries",
    "work_minutes",
    "work_version",
]

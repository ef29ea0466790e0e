"""Who acts, and what a role may do.

`current_person()` says who acts; `needs` guards the functions that read, write, load and export, so
that a right does not hang on which button a page draws. A program of one's own acts as the user of
the operating system, who may do everything; a served dashboard with sign-in names its own source
(`identify_by`), and then nobody may do anything who is not known.
"""

from analytics.access.people import (
    NOBODY,
    Person,
    acting_as,
    as_now,
    clients_seen,
    current_person,
    identify_by,
    sees_all_of,
    signs_in,
    system_user,
    when_asked,
)
from analytics.access.rights import (
    GUARDED,
    RIGHTS,
    ROLES,
    is_allowed,
    needs,
    refusal,
    require,
    require_all_clients,
)
from analytics.access.users import Users, users_file

__all__ = [
    "GUARDED",
    "NOBODY",
    "RIGHTS",
    "ROLES",
    "Person",
    "Users",
    "acting_as",
    "as_now",
    "clients_seen",
    "current_person",
    "identify_by",
    "is_allowed",
    "needs",
    "refusal",
    "require",
    "require_all_clients",
    "sees_all_of",
    "signs_in",
    "system_user",
    "users_file",
    "when_asked",
]

"""What the notebook has to say to questions, and everyone who is named in it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from analytics.notebook.actions import actions, actions_version
from analytics.notebook.file import read
from analytics.notebook.work import work_entries, work_version

# Parameter of a question → what it is, and the number that grows when it changes.
SAID = {"work": (work_entries, work_version), "actions": (actions, actions_version)}


def parameters(store: Path, declared: Collection[str]) -> dict[str, object]:
    """What the notebook has to say to a question that declares such parameters."""
    return {name: told(store) for name, (told, _) in SAID.items() if name in declared}


def version(store: Path, declared: Collection[str]) -> tuple[int, ...]:
    """Numbers that change with what it has to say; what was answered under them may be kept."""
    return tuple(grown(store) for name, (_, grown) in SAID.items() if name in declared)


def people(store: Path) -> list[str]:
    """Everyone who was given work or an action, or wrote some, by name."""
    rows = read(
        store,
        "select assignee from work_entries where assignee <> '' "
        "union select changed_by from work_entries union select owner from actions "
        "union select changed_by from actions union select decided_by from actions order by 1",
    )
    return [name for (name,) in rows]

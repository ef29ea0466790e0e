"""What an editor saw of a thing, as a condition of saving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics.notebook.file import Seen
from analytics.vocabulary import EditConflict


def as_seen(
    what: str,
    where: tuple[str, tuple],
    words: Callable[[tuple], Mapping[str, object]],
    typed: Mapping[str, object],
    seen: str | None,
) -> list[Seen]:
    """The condition that a thing was not changed since; none where `seen` is None.

    `where` finds its row, whose last column says when it was changed; `words` gives the row as
    columns and values, to be shown beside what was `typed`. What both would say alike is fine.
    """
    if seen is None:
        return []

    def is_as_seen(row: tuple | None) -> bool:
        """Unchanged, or changed into the very same."""
        if row is None:
            return seen == "" or not typed
        return row[-1] == seen or dict(words(row)) == dict(typed)

    def conflict(row: tuple | None) -> EditConflict:
        standing, at = (words(row), row[-1]) if row else ({}, "")
        return EditConflict(what, standing, typed, at, where[1])

    return [Seen(*where, is_as_seen, conflict)]

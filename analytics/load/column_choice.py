"""Through which column map an extract is read: given, named, or saved and fitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analytics import notebook
from analytics.intake.archive import SourceFile
from analytics.intake.column_maps import ColumnMap
from analytics.vocabulary import DenialsError


@dataclass(frozen=True)
class ChosenMaps:
    """The maps to choose from; called, the one for a file, or None, which leaves it to the guess.

    `given` are by the name of the file, `saved` by their own; `profile` is the saved one for all.
    """

    given: Mapping[str, ColumnMap]
    saved: Mapping[str, ColumnMap]
    profile: str | None = None

    def __call__(self, source: SourceFile, headers: tuple[str, ...]) -> ColumnMap | None:
        name = Path(source.display_name).name
        given = self.given.get(source.display_name) or self.given.get(name)
        if given or self.profile:
            return given or self.saved[self.profile or ""]
        fitting = [kept for kept in self.saved.values() if {*kept.columns.values()} <= {*headers}]
        return max(fitting, key=lambda kept: len(kept.columns), default=None)


def chosen_maps(store: Path, given: Mapping[str, ColumnMap], profile: str | None) -> ChosenMaps:
    """The maps of a load; raises DenialsError where the profile is not there."""
    saved = {
        name: ColumnMap(kept.kind, dict(kept.columns))
        for name, kept in notebook.profiles(store).items()
    }
    if profile is not None and notebook.fault(store):
        raise DenialsError(notebook.fault(store))
    if profile is not None and profile not in saved:
        known = ", ".join(saved) or "none is saved yet"
        raise DenialsError(f"There is no column map named {profile}; there are: {known}.")
    return ChosenMaps(given, saved, profile)

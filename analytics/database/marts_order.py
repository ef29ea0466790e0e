"""The order in which marts are made: before claims are judged, of claims, and after them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analytics.database.connection import in_order, reads
from analytics.sql_files import SqlFile, sql_files

LINK_KEYS = "marts.link_keys"


def is_of_lists(file: SqlFile) -> bool:
    """Whether a mart hangs on reference lists alone: no file that is loaded changes it."""
    return all(name.startswith("reference.") for name in reads(file))


@dataclass(frozen=True)
class Order:
    """The marts in three steps: of the store, before claims; of claims; of the store, after them.

    What comes after claims and is read by marts of claims (the limits of payers in these claims)
    is worked out among these claims, too.
    """

    before: list[SqlFile]
    of_claims: list[SqlFile]
    after: list[SqlFile]

    @staticmethod
    @cache
    def of_marts() -> Order:
        """The order as the files of queries/3_marts read one another."""
        before: list[SqlFile] = []
        claims: list[SqlFile] = []
        after: list[SqlFile] = []
        files = [file for file in sql_files("3_marts") if file.name != LINK_KEYS]
        for file in in_order(files):
            if file.scope == "claim":
                claims.append(file)
            elif reads(file) & {other.name for other in (*claims, *after)}:
                after.append(file)
            else:
                before.append(file)
        return Order(before, claims, after)

    def staged(self) -> list[SqlFile]:
        """What of the staged rows the marts of claims read, directly or through one another."""
        files = {file.name: file for file in sql_files("2_staging")}
        read = {name for file in self.in_part() for name in reads(file)}
        for file in reversed(in_order(list(files.values()))):
            if file.name in read:
                read |= reads(file)
        return [file for file in in_order(list(files.values())) if file.name in read]

    def in_part(self) -> list[SqlFile]:
        """What is worked out among the claims in hand."""
        needed = [file for file in self.after if any(file.name in reads(c) for c in self.of_claims)]
        return in_order(
            [*{file.name: file for file in needed + self.sums()}.values(), *self.of_claims]
        )

    def sums(self) -> list[SqlFile]:
        """What claims add up to."""
        return [file for file in self.after if file.adds]

    def told(self) -> list[SqlFile]:
        """What of the claims in hand goes into the store: their rows, and what they add up to."""
        return [*self.of_claims, *self.sums()]

"""How much a file may hold: as much as ids have room for, so that no two rows share one."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.load.reading import TakenFile

# As in queries/functions: line_id_of.sql has 14 bits for a line, set_id_of.sql 28 for a place.
MOST_LINES = (1 << 14) - 1
MOST_PLACES = (1 << 28) - 1


def beyond_ids(taken: TakenFile, counts: Mapping[str, int]) -> str:
    """The sentence for a file that holds more than can be told apart; empty for any other.

    Places are the segments of X12, and the remittances or submissions and the claims of an extract.
    """
    lines = counts["most_lines_of_a_claim"]
    if lines > MOST_LINES:
        return (
            f"{taken.file_name} has a claim of {lines:,} service lines, and a claim may have "
            f"{MOST_LINES:,}; the file was not loaded."
        )
    in_extract = counts["transaction_set_count"] + counts["claim_count"]
    if max(taken.envelope.segment_count, in_extract) > MOST_PLACES:
        return (
            f"{taken.file_name} is longer than the {MOST_PLACES:,} segments or claims that a file "
            "may have; it was not loaded, so split it into several files."
        )
    return ""

"""The order of loading changes nothing: the story in any order, in any number of loads."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as for_any
from hypothesis import strategies as some

from tests.queries.conftest import House
from tests.story import FILES

# Numbers given anew with each snapshot, and when a thing was loaded.
NAMES_OF_THE_DAY = (
    "claim_id",
    "submitted_claim_id",
    "line_id",
    "billed_claim_id",
    "billed_line_id",
    "linked_claim_id",
    "chain_number",
    "load_number",
    "loaded_at",
)
TABLES = (
    "claims",
    "submitted_claims",
    "service_lines",
    "line_outcomes",
    "line_matches",
    "rejections",
)
EVENTS = ("events_of_submissions", "events_of_acknowledgments", "events_of_answers")
ALL_CLAIMS = "(select list(linked_claim_id) from marts.claims)"
RELATIONS = {table: f"marts.{table}" for table in TABLES} | {
    events: f"review.{events}({ALL_CLAIMS})" for events in EVENTS
}
quick = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shrink an example would load hundreds of houses
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def mention_kind(house: House) -> dict[str, list[tuple]]:
    """The rows of the marts, sorted, without the numbers that name things in one snapshot only."""
    told = {}
    for table, relation in RELATIONS.items():
        frame = house.connection.execute(f"select * from {relation}")
        names = [column[0] for column in frame.description]
        kept = [place for place, name in enumerate(names) if name not in NAMES_OF_THE_DAY]
        told[table] = sorted(
            (tuple(row[place] for place in kept) for row in frame.fetchall()), key=repr
        )
    return told


def lives_of(house: House) -> set[frozenset]:
    """Which segments of which files tell of one life."""
    lives = defaultdict(set)
    columns = "linked_claim_id, mention_kind, file_id, segment_number"
    for life, *place in house.rows(f"select {columns} from marts.linked_claims"):
        lives[life].add(tuple(place))
    return {frozenset(places) for places in lives.values()}


def assert_tells_the_same(story: House, other: House) -> None:
    expected, found = mention_kind(story), mention_kind(other)
    for table in RELATIONS:
        assert found[table] == expected[table], table
    assert lives_of(other) == lives_of(story)


def loaded(house: House, loads: list[list[str]]) -> House:
    for names in loads:
        report = house.load(**{name: FILES[name] for name in names})
        assert {file.status for file in report.files} == {"loaded"}, report
    return house


@quick
@for_any(order=some.permutations(list(FILES)), cuts=some.sets(some.integers(1, 10), max_size=1))
def test_the_order_of_the_files_changes_nothing(
    story: House, new_house: Callable[[], House], order: list[str], cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), len(order)]
    loads = [order[start:end] for start, end in zip(ends, ends[1:], strict=False)]
    house = loaded(new_house(), loads)
    assert_tells_the_same(story, house)
    house.connection.close()
    shutil.rmtree(house.folder)


def test_the_last_files_first_load_by_load_changes_nothing(
    story: House, new_house: Callable[[], House]
) -> None:
    backwards = list(reversed(FILES))
    house = loaded(new_house(), [backwards[:2], backwards[2:6], backwards[6:]])
    assert_tells_the_same(story, house)
    house.connection.close()
    shutil.rmtree(house.folder)


def test_loading_the_story_again_changes_nothing(story: House, tmp_path: Path) -> None:
    shutil.copytree(story.store, tmp_path / "store")
    house = House(tmp_path)
    again = house.load(**FILES)
    assert {file.status for file in again.files} == {"duplicate"}, again
    assert_tells_the_same(story, house)
    house.connection.close()

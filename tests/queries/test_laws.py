"""Laws that hold for any lawful 835, whatever its delimiters, its claims and their order.

An example is a whole house of files, so that few examples say much: each loads real text.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as for_any
from hypothesis import strategies as some

from analytics.vocabulary import ReviewFilters
from sample_data.x12 import Format
from tests.given import (
    Claim,
    Line,
    a_remittance,
    a_reversal_of,
    an_835,
    an_interchange,
)
from tests.queries.conftest import House

quick = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shrink an example would load hundreds of houses
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# --- Some lawful text


def as_text(cents: int) -> str:
    """An amount as payers write it: no needless zeros after the point, none before it."""
    text = f"{Decimal(cents) / 100:.2f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


amounts = some.integers(-20_000, 50_000).map(as_text)
charges = some.integers(1, 60_000).map(as_text)
quantities = some.sampled_from(["", "1", "2", "0.5", "-1"])
adjustments = some.tuples(
    some.sampled_from(["CO", "OA", "PI", "PR", "CR"]),
    some.sampled_from(["45", "97", "16", "1", "2", "253", "50", "18", "133", "94", "ZZ9", "204"]),
    amounts,
    quantities,
)
lines = some.builds(
    Line,
    procedure=some.sampled_from(["99213", "99214", "87880", "J1100"]),
    modifiers=some.lists(some.sampled_from(["25", "59", "RT", "QW"]), max_size=4, unique=True).map(
        tuple
    ),
    charge=charges,
    adjustments=some.lists(adjustments, max_size=14).map(tuple),  # three CAS of a group, and more
    remarks=some.lists(some.sampled_from(["M51", "N382", "MA01", "N20"]), max_size=2).map(tuple),
    control_number=some.sampled_from([None, "L1", "L2"]),
)
claims = some.builds(
    Claim,
    number=some.sampled_from([f"A{place}" for place in range(8)]),
    lines=some.lists(lines, max_size=4).map(tuple),
    status=some.sampled_from(["1", "1", "1", "1", "2", "4", "19", "25"]),
    adjustments=some.lists(adjustments, max_size=2).map(tuple),
    icn=some.uuids().map(lambda key: f"ICN{key}"),
    original_icn=some.sampled_from([None, None, "ICN1"]),
    remarks=some.lists(some.sampled_from(["MA130", "MA01", "N382"]), max_size=2).map(tuple),
).map(lambda claim: claim if claim.lines else replace(claim, charge="120.5"))


@some.composite
def answered(draw: some.DrawFn) -> list[Claim]:
    """Claims of one advice, some of them with the reversal of another."""
    given = draw(some.lists(claims, min_size=3, max_size=8))
    reversed_ones = draw(some.lists(some.sampled_from(given), max_size=2))
    return draw(some.permutations([*given, *(a_reversal_of(claim) for claim in reversed_ones)]))


@some.composite
def delimiters(draw: some.DrawFn) -> Format:
    """Four marks that are not in the text, and whatever follows a segment."""
    marks = draw(some.permutations("*|:^~!+>&\\\x1c\x1d\x1e\x1f"))
    segment = draw(some.sampled_from([marks[3], marks[3], marks[3], "\n"]))
    newline = "" if segment == "\n" else draw(some.sampled_from(["", "\n", "\r\n"]))
    return Format(marks[0], marks[1], marks[2], segment, newline)


def files_of(advices: list[list[Claim]], marks: list[Format]) -> list[str]:
    """A file for each advice, each a week after the last."""
    return [
        an_835(*advice, trace=f"T{place}", date=f"202603{2 + 7 * place:02}", delimiters=mark)
        for place, (advice, mark) in enumerate(zip(advices, marks, strict=True))
    ]


def houses_of(size: int) -> Callable:
    """Any house of so many files."""
    return for_any(
        some.lists(answered(), min_size=size, max_size=size),
        some.lists(delimiters(), min_size=size, max_size=size),
    )


@pytest.fixture(scope="module")
def loaded(new_house: Callable[[], House]) -> Callable:
    """Opens a house after these loads, each of a file or of several at once."""

    @contextmanager
    def build(*loads: str | list[str]) -> Iterator[House]:
        house = new_house()
        for texts in loads:
            texts = [texts] if isinstance(texts, str) else texts
            house.load(**{f"file_{place}": text for place, text in enumerate(texts)})
        yield house
        house.connection.close()
        shutil.rmtree(house.folder, ignore_errors=True)

    return build


# --- What is written is read, and adds up


@quick
@houses_of(4)
def test_what_is_written_is_read_back_and_every_sum_holds(
    loaded: Callable, advices: list[list[Claim]], marks: list[Format]
) -> None:
    with loaded(files_of(advices, marks)) as house:
        assert_read_back(house, [claim for advice in advices for claim in advice])
        assert_balanced(house)
        assert_breakdowns_add_up(house)
        assert house.faults() == {}


def assert_read_back(house: House, given: list[Claim]) -> None:
    """Claims, lines and adjustments are those given, each with its quantity."""
    read_claims = house.rows(
        "select patient_control_number, claim_status_code, charge_amount, paid_amount"
        " from staging.remitted_claims"
    )
    assert Counter(read_claims) == Counter(
        (claim.number, claim.status, claim.charge_amount(), claim.paid_amount()) for claim in given
    )
    read_lines = house.rows(
        "select procedure_code, modifier_codes::varchar, remitted_lines.charge_amount,"
        " remitted_lines.paid_amount, line_control_number from staging.remitted_lines"
    )
    assert Counter(read_lines) == Counter(
        (line.procedure, f"[{', '.join(line.modifiers)}]".replace("'", ""), Decimal(line.charge),
         line.paid_amount(), line.control_number)
        for claim in given for line in claim.lines
    )  # fmt: skip
    read_adjustments = house.rows(
        "select service_line_number > 0, group_code, carc_code, amount, quantity"
        " from staging.adjustments"
    )
    assert Counter(read_adjustments) == Counter(
        (is_line, group, carc, Decimal(amount), Decimal(quantity[0]) if any(quantity) else None)
        for claim in given
        for is_line, adjusted in [
            (False, claim.adjustments),
            *((True, line.adjustments) for line in claim.lines),
        ]
        for group, carc, amount, *quantity in adjusted
    )


def assert_balanced(house: House) -> None:
    """A line's charge less its adjustments, claim-level shares included, is what it was paid."""
    keys = "file_id, transaction_set_number, claim_number, service_line_number"
    unbalanced = house.rows(
        f"select {keys}, charge_amount, paid_amount, sum(amount)"
        f" from marts.remitted_lines left join marts.adjustments using ({keys})"
        " group by all having charge_amount - coalesce(sum(amount), 0) != paid_amount"
    )
    assert unbalanced == []
    findings = house.ask("findings").finding_code
    assert not findings.str.contains("balance").any()


def assert_breakdowns_add_up(house: House) -> None:
    """Every breakdown that partitions adds up to the headline, whatever the filters."""
    for view in (
        ReviewFilters(),
        ReviewFilters(include_secondary=True, include_duplicates=True),
        ReviewFilters(include_patient=False, date_basis="service"),
        ReviewFilters(categories=("Bundling/NCCI", "Coding/Modifier"), modifiers=("25",)),
    ):
        headline = house.ask("headline", view).iloc[0]
        for question in ("payer", "procedure", "provider", "reason", "category"):
            answer = house.ask(f"denials_by_{question}", view)
            for column in ("denied_line_count", "denied_amount", "recovered_amount", "open_amount"):
                total = round(answer[column].sum(), 2)
                assert total == round(headline[column], 2), (question, column, view)
        chains = house.rows(
            "select count(distinct chain_number) from review.lines_in_view($filters)",
            filters=view.parameter(),
        )
        assert [(headline.adjudicated_claim_count,)] == chains
        weekly = house.ask("weekly_denials", view)
        assert weekly.adjudicated_line_count.sum() == headline.adjudicated_line_count


# --- What does not matter

MARTS = ("remitted_claims", "remitted_lines", "adjustments", "chain_lines", "line_outcomes")
PROVENANCE = (
    "file_id",
    "transaction_set_number",
    "claim_number",
    "segment_number",
    "claim_id",
    "line_id",
    "billed_claim_id",
    "billed_line_id",
    "linked_claim_id",
)


def meaning_of(house: House) -> dict[str, Counter]:
    """All that the models say, but for where in which file it was said.

    A chain goes by the answers in it: its number says only where the first of them stands.
    """
    answers_of: dict[int, list[str]] = {}
    answers = house.connection.execute(
        "select * exclude (chain_number), chain_number from marts.remitted_claims"
    ).df()
    answers = answers.drop(columns=[column for column in PROVENANCE if column in answers])
    for *answer, chain_number in answers.astype({"chain_number": int}).itertuples(index=False):
        answers_of.setdefault(chain_number, []).append(str(answer))
    chains = {number: str(sorted(answers)) for number, answers in answers_of.items()}
    said = {}
    for mart in MARTS:
        frame = house.connection.execute(f"select * from marts.{mart}").df()
        frame = frame.drop(columns=[column for column in PROVENANCE if column in frame])
        if "chain_number" in frame:
            frame["chain_number"] = frame.chain_number.map(chains)
        said[mart] = Counter(map(str, frame.astype(str).itertuples(index=False, name=None)))
    return said


@quick
@houses_of(2)
def test_the_order_of_loading_and_loading_twice_change_nothing(
    loaded: Callable, advices: list[list[Claim]], marks: list[Format]
) -> None:
    one, two = files_of(advices, marks)
    with loaded(one, two) as forwards, loaded(two, one, two) as backwards:
        assert meaning_of(forwards) == meaning_of(backwards)


@quick
@houses_of(2)
def test_another_envelope_and_other_delimiters_change_nothing(
    loaded: Callable, advices: list[list[Claim]], marks: list[Format]
) -> None:
    apart = files_of(advices, [Format(), Format()])
    remittances = [
        a_remittance(*advice, trace=f"T{place}", date=f"202603{2 + 7 * place:02}")
        for place, advice in enumerate(advices)
    ]
    together = an_interchange(*reversed(remittances), delimiters=marks[0])
    with loaded(apart) as plain, loaded(together) as wrapped:
        assert meaning_of(plain) == meaning_of(wrapped)
        before = meaning_of(plain)
        report = plain.load(again=together)
        assert [file.status for file in report.files] == ["duplicate"]
        assert meaning_of(plain) == before

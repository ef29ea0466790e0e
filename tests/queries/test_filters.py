"""FILTERS is the one table: each filter has an option, an address, a chip and words, and acts.

    claim  client       kind          place  diagnosis   answer            remark
    A1     OAK CLINIC   professional  11     J02 throat  99213-25 CO-97    N20
    A2     OAK CLINIC   professional  22     M54 back    99213 paid
    PINE1  PINE DENTAL  dental        11     K02 teeth   D1110 CO-16       M51
    C1     OAK CLINIC   not loaded    21     none        99214 CO-50

PINE1 was answered by RED HARBOR as Medicare, and rendered by CHARLIE; all others by BLUE LANTERN as
commercial, and by BRAVO.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from analytics import database, lists, notebook
from analytics.access import RIGHTS, Person, acting_as, is_allowed
from analytics.arguments import filters_of, parsed
from analytics.components.address import filters_said
from analytics.exports.about import described
from analytics.limits import OF_ALL_CLIENTS, OF_PAYERS
from analytics.notebook import Action, CarcRule, ClientName, DeadlineLimit
from analytics.packet import document_file
from analytics.review import Review
from analytics.vocabulary import CHOICES, SWITCHES, Filter, NotAllowed, ReviewFilters
from tests.given import a_claim, a_denied_line, an_835
from tests.given_claims import DENTAL, a_billed_claim, a_billed_line, an_837
from tests.queries.conftest import House

ROOT = Path(__file__).parents[2]
PINE = {"OAK CLINIC": "PINE DENTAL", "1987654321": "1222222229", "311234567": "322222222"}
OAK_CLAIMS = an_837(
    a_billed_claim("A1", place="11", diagnoses=["J020"]),
    a_billed_claim("A2", place="22", diagnoses=["M545"]),
)
PINE_CLAIMS = an_837(
    a_billed_claim("PINE1", [a_billed_line("D1110", charge="40")], kind=DENTAL, diagnoses=["K021"]),
    batch="102",
)
OAK_ANSWERS = an_835(
    a_claim("A1", [a_denied_line(carc="97", modifiers=["25"], remarks=["N20"])]),
    a_claim("A2"),
    a_claim("C1", [a_denied_line("99214", "50", charge="200")]),
)
PINE_ANSWERS = an_835(
    a_claim(
        "PINE1",
        [a_denied_line("D1110", "16", charge="40", remarks=["M51"])],
        filing="MB",
        provider=("CHARLIE", "MAX", "1999999992"),
    ),
    payer="RED HARBOR",
    trace="T2",
)


def of_pine(text: str) -> str:
    """The same file of the other client."""
    return re.sub("|".join(PINE), lambda found: PINE[found[0]], text)


def at(text: str, number: str, place: str) -> str:
    """The same remittance with one claim answered at another place of service (CLP08)."""
    return re.sub(rf"(CLP\*{number}\*[^~]*)\*11\*1~", rf"\1*{place}*1~", text)


@pytest.fixture(scope="module")
def house(new_house: Callable[[], House]) -> Iterator[House]:
    house = new_house()
    house.load(
        oak_claims=OAK_CLAIMS,
        pine_claims=of_pine(PINE_CLAIMS),
        oak_answers=at(at(OAK_ANSWERS, "A2", "22"), "C1", "21"),
        pine_answers=of_pine(PINE_ANSWERS),
    )
    assert house.faults() == {}
    yield house
    house.connection.close()


def counts(house: House, **filters: tuple[str, ...]) -> tuple[int, int]:
    """Lines adjudicated, and of them denied."""
    headline = house.headline(**filters)
    return headline["adjudicated_line_count"], headline["denied_line_count"]


# (lines adjudicated, denied): reasons narrow what is denied, all else the lines.
@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("places_of_service", "11", (2, 2)),  # A1, PINE1
        ("places_of_service", "22", (1, 0)),  # A2
        ("places_of_service", "21", (1, 1)),  # C1
        ("clients", "OAK CLINIC", (3, 2)),  # A1, A2, C1
        ("clients", "PINE DENTAL", (1, 1)),  # PINE1
        ("claim_kinds", "professional", (2, 1)),  # A1, A2
        ("claim_kinds", "dental", (1, 1)),  # PINE1
        ("claim_kinds", "Not stated", (1, 1)),  # C1
        ("diagnosis_chapters", "Respiratory", (1, 1)),  # A1
        ("diagnosis_chapters", "Muscles and bones", (1, 0)),  # A2
        ("diagnosis_chapters", "Digestive", (1, 1)),  # PINE1
        ("diagnosis_chapters", "Not stated", (1, 1)),  # C1
        ("remarks", "N20", (4, 1)),  # of all four lines, A1 is denied with it
        ("remarks", "M51", (4, 1)),  # PINE1
    ],
)
def test_a_filter_keeps_the_lines_that_are_so(
    house: House, field: str, value: str, expected: tuple[int, int]
) -> None:
    assert counts(house) == (4, 3)
    assert counts(house, **{field: (value,)}) == expected


@pytest.mark.parametrize("each", CHOICES.values(), ids=CHOICES)
def test_every_filter_has_choices_and_each_of_them_changes_what_is_counted(
    house: House, each: Filter
) -> None:
    choices = house.ask("filter_choices")
    values = choices[choices.choice_kind == each.name]["value"].tolist()
    assert len(values) > 1
    everything = (counts(house), len(denied(house)))
    for value in values:
        chosen = {each.field: (value,)}
        assert (counts(house, **chosen), len(denied(house, **chosen))) != everything
    # Nothing is so: no line is left, or where reasons are chosen no denial.
    assert counts(house, **{each.field: ("nothing of the kind",)}) in ((0, 0), (4, 0))


# Lines adjudicated, denied, and dollars denied; the parts add up to 4 lines, 3 denied, $340.
BREAKDOWNS = {
    "place_of_service": [("21", 1, 1, 200), ("11", 2, 2, 140), ("22", 1, 0, 0)],
    "client": [("OAK CLINIC", 3, 2, 300), ("PINE DENTAL", 1, 1, 40)],
    "claim_kind": [("Not stated", 1, 1, 200), ("professional", 2, 1, 100), ("dental", 1, 1, 40)],
    "diagnosis_chapter": [
        ("Not stated", 1, 1, 200),
        ("Respiratory", 1, 1, 100),
        ("Digestive", 1, 1, 40),
        ("Muscles and bones", 1, 0, 0),
    ],
}
SUMS = ["adjudicated_line_count", "denied_line_count", "denied_amount"]


@pytest.mark.parametrize("name", BREAKDOWNS)
def test_a_breakdown_by_a_filter_counts_each_part_once_the_most_dollars_first(
    house: House, name: str
) -> None:
    rows = house.ask(f"denials_by_{name}")
    key = rows.columns[0]
    assert list(rows[[key, *SUMS]].itertuples(index=False, name=None)) == BREAKDOWNS[name]


def denied(house: House, **filters: tuple[str, ...]) -> list[str]:
    """The claims on the work list."""
    return house.ask("denied_lines", ReviewFilters(**filters))["patient_control_number"].tolist()


@pytest.mark.parametrize("each", CHOICES.values(), ids=CHOICES)
def test_every_filter_is_said_on_the_command_line_in_the_address_and_in_words(each: Filter) -> None:
    filters = ReviewFilters(**{each.field: ("One", "Two, or more")})
    option = "--" + each.name.replace("_", "-")
    words = ["ask", "headline", option, "One", option, "Two, or more"]
    assert filters_of(parsed(words)[0]) == filters
    assert (each.heading, "One, Two, or more") in described(filters)
    address = urlencode({each.name: ["One", "Two, or more"]}, doseq=True)
    assert filters_said(parse_qs(address))[each.name] == ["One", "Two, or more"]


@pytest.mark.parametrize("each", SWITCHES.values(), ids=SWITCHES)
def test_every_switch_is_said_on_the_command_line_in_the_address_and_in_words(each: Filter) -> None:
    turned = ReviewFilters(**{each.field: not each.default})
    assert filters_of(parsed(["ask", "headline", f"--{each.option}"])[0]) == turned
    assert (each.heading, "left out" if each.default else "counted") in described(turned)
    assert filters_said({each.name: ["no" if each.default else "yes"]})[each.name] != each.default


def test_sql_knows_each_filter_of_the_table_and_no_other(house: House) -> None:
    names = house.rows("select unnest(json_keys(to_json(review.typed_filters({'payers': ['A']}))))")
    assert [name for (name,) in names] == [each.name for each in fields(ReviewFilters)]


def test_what_a_filter_is_stands_in_the_table_and_in_its_file_of_sql_alone() -> None:
    """Pages and documents that are about payers, providers, reasons and the like narrow by them."""
    about = {"payers", "categories", "carcs", "modifiers", "procedures", "providers"}
    named = "|".join(each.field for each in CHOICES.values() if each.field not in about)
    written = re.compile(rf"filters\)*\.({named})\b|\b({named})=\(")
    sources = [*(ROOT / "analytics").rglob("*.py"), *(ROOT / "queries").rglob("*.sql")]
    assert {path.name for path in sources if written.search(_code(path))} == {
        "vocabulary.py",
        "filters.sql",
        "filter_choices.sql",  # and limits.py, actions.py: whose lines a person may see
        "limits.py",
        "actions.py",
        "actions.sql",  # the list of actions has a column for each of the older filters
    }


def _code(path: Path) -> str:
    """What a file does, without comments and notes."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"--[^\n]*|comment on [^\n]*", "", text) if path.suffix == ".sql" else text


# --- Names of clients


def test_a_name_for_a_tax_id_and_npi_names_the_client_in_every_file_and_can_be_taken_back(
    new_house: Callable[[], House],
) -> None:
    house = new_house()
    house.load(
        oak_claims=OAK_CLAIMS,
        pine_claims=of_pine(PINE_CLAIMS),
        oak_answers=OAK_ANSWERS,
        pine_answers=of_pine(PINE_ANSWERS),
    )
    # The claims say both tax id and NPI, the remittances the NPI alone.
    names = ["tax_id", "npi", "client_name_as_given", "client_name"]
    assert list(house.ask("client_names")[names].itertuples(index=False, name=None)) == [
        ("", "1987654321", "OAK CLINIC", "OAK CLINIC"),
        ("311234567", "1987654321", "OAK CLINIC", "OAK CLINIC"),
        ("", "1222222229", "PINE DENTAL", "PINE DENTAL"),
        ("322222222", "1222222229", "PINE DENTAL", "PINE DENTAL"),
    ]
    notebook.save_client_name(house.store, ClientName("322222222", "1222222229", "OAK CLINIC"))
    house.rebuild()
    assert house.faults() == {}
    assert house.ask("denials_by_client")[["client_name", *SUMS]].values.tolist() == [
        ["OAK CLINIC", 4, 3, 340]
    ]
    notebook.save_client_name(house.store, ClientName("322222222", "1222222229"))
    house.rebuild()
    assert counts(house, clients=("PINE DENTAL",)) == (1, 1)
    assert house.claim_row("PINE1", "client_name") == "PINE DENTAL"
    house.connection.close()


def test_a_person_who_bills_goes_by_the_npi(new_house: Callable[[], House]) -> None:
    house = new_house()
    person = "NM1*85*1*SMITH*ANN****XX*1987654321"
    house.load(claims=OAK_CLAIMS.replace("NM1*85*2*OAK CLINIC*****XX*1987654321", person))
    assert set(house.ask("client_names")["client_name"]) == {"1987654321"}
    assert house.claim_row("A1", "client_name") == "1987654321"
    house.connection.close()


# --- A person limited to clients

THEIRS = Person("Bo", "worker", ("OAK CLINIC",))
# What only the other client's files say: in whatever is shown to Bo, none of it may stand.
MARKERS = ("PINE", "pine", "RED HARBOR", "CHARLIE", "D1110", "1222222229", "322222222", "K021")
OF_CLAIMS = re.compile(r"review\.(\w+)\(")
MACRO = re.compile(r"macro review\.(\w+)(\(.*?)(?=create or replace|\Z)", re.DOTALL)
NARROWED = {
    "lines_in_view",
    "claims_in_view",
    "takebacks_in_view",
    "unanswered_lines_in_view",
    "whose_is_chosen",
}


def marks_in(text: str) -> list[str]:
    """Which markers of the other client stand in a text."""
    return [mark for mark in MARKERS if mark in text]


def parameters_of(question: str) -> dict[str, str]:
    """What a question is asked with: the other client's claim, and words that find its payer."""
    given = {"claim": "PINE1", "words": "RED", "control_number": None, "payer": None}
    return {
        name: given[name] for name in database.questions()[question].parameters if name in given
    }


@pytest.mark.parametrize("question", database.questions())
def test_whoever_is_limited_to_a_client_is_told_of_no_other(house: House, question: str) -> None:
    asked = parameters_of(question)
    for filters in (None, ReviewFilters(include_secondary=True, include_duplicates=True)):
        with acting_as(THEIRS):
            told = house.ask(question, filters, **asked)
            plain = Review(house.connection, filters).ask_plain(question, **asked)
        assert marks_in(told.to_csv()) == marks_in(str(plain)) == []


def test_the_other_client_would_be_seen_without_the_limit(house: House) -> None:
    seen = {
        mark
        for question in database.questions()
        for mark in marks_in(house.ask(question, **parameters_of(question)).to_csv())
    }
    assert seen >= {"PINE", "pine", "RED HARBOR", "CHARLIE", "D1110", "K021"}


@pytest.mark.parametrize("question", database.questions())
def test_a_question_that_takes_filters_asks_them_of_all_it_tells_or_is_of_all_clients(
    question: str,
) -> None:
    if "filters" not in database.questions()[question].parameters:
        return
    functions = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "queries/functions").glob("*.sql")
    )
    bodies = dict(MACRO.findall(functions))
    calls, seen = set(OF_CLAIMS.findall(database.sql_of(question))), set()
    while calls - seen:
        name = (calls - seen).pop()
        seen.add(name)
        if name not in NARROWED:
            calls |= set(OF_CLAIMS.findall(bodies.get(name, "")))
    asked_of_all = question in OF_ALL_CLIENTS | {"latest_full_week"}
    assert bool(calls & NARROWED) != asked_of_all, question


def test_whoever_is_limited_sees_their_own_lines_and_claims(house: House) -> None:
    with acting_as(THEIRS):
        assert counts(house) == (3, 2)
        assert sorted(denied(house)) == ["A1", "C1"]
        assert len(house.ask("claim_history", claim="A1"))
        assert house.ask("claim_history", claim="PINE1").empty
        choices = house.ask("filter_choices")
        assert choices[choices.choice_kind == "client"]["value"].tolist() == ["OAK CLINIC"]
        assert set(choices[choices.choice_kind == "payer"]["value"]) == {"BLUE LANTERN"}
        with pytest.raises(NotAllowed, match="Bo may look at no other client than OAK CLINIC"):
            house.headline(clients=("PINE DENTAL",))


def test_what_the_team_set_for_one_payer_is_told_to_whoever_sees_a_client_that_has_it(
    new_house: Callable[[], House],
) -> None:
    house = new_house()
    house.load(oak_answers=OAK_ANSWERS, pine_answers=of_pine(PINE_ANSWERS))
    for payer in ("BLUE LANTERN", "RED HARBOR"):
        notebook.save_carc_rule(house.store, CarcRule("45", payer, is_denial=True))
        notebook.save_deadline_limits(house.store, [DeadlineLimit("appeal", payer, day_count=9)])
    house.rebuild()
    for question in OF_PAYERS:
        assert set(house.ask(question)["payer_name"]) >= {"BLUE LANTERN", "RED HARBOR"}
        with acting_as(THEIRS):
            told = house.ask(question)
            plain = Review(house.connection).ask_plain(question)
        assert set(told["payer_name"]) - {""} == {"BLUE LANTERN"}, question
        assert plain["payer_name"] == told["payer_name"].tolist()
    with acting_as(THEIRS):
        page = document_file(house.store, "packet", ReviewFilters(), None, "html").decode()
    assert marks_in(page) == [] and "CARC 45 at BLUE LANTERN" in page
    house.connection.close()


def test_whoever_is_limited_is_told_the_days_of_what_is_loaded_and_not_how_much(
    house: House,
) -> None:
    counts = ["line_count", "payer_count", "claim_count", "acknowledged_claim_count"]
    everything = house.ask("data_span")
    # A1, A2, C1 and PINE1 of OAK CLINIC and PINE DENTAL, with a line each, of two payers.
    assert everything[counts[:2]].to_numpy().tolist() == [[4, 2]]
    with acting_as(THEIRS):
        span = house.ask("data_span")
        assert span.drop(columns=counts).equals(everything.drop(columns=counts))
        assert span[counts].max(axis=None) == 1
        plain = Review(house.connection).ask_plain("data_span")
        assert [plain[name] for name in counts] == [[count] for count in span[counts].iloc[0]]
        assert house.ask("loaded_counts").empty
    assert len(house.ask("loaded_counts")) == 1


def test_whoever_is_limited_is_told_how_their_own_decisions_went_and_of_no_other(
    house: House, tmp_path: Path
) -> None:
    for title, clients in (("PINE alone", ("PINE DENTAL",)), ("PINE too", ())):
        of = ReviewFilters(clients=clients)
        notebook.decide(tmp_path, Action(title, "Ana", "2026-04-01", "2026-03-02", filters=of))
    theirs = Action("Send the notes", "Bo", "2026-04-01", "2026-03-02")
    review = Review(house.connection, store=tmp_path)
    with acting_as(THEIRS):
        notebook.decide(tmp_path, theirs)
        (told,) = review.ask("actions").to_dict("records")
        # A1 and C1 denied of A1, A2 and C1, the lines of OAK CLINIC in the week of the decision.
        assert (told["title"], told["before_count"], told["before_total_count"]) == (
            "Send the notes", 2, 3,
        )  # fmt: skip
        assert set(review.ask_plain("action_weeks")["action_number"]) == {3}
    everything = notebook.actions(tmp_path)
    assert len(review.ask("actions")) == len(everything) == 3
    with acting_as(THEIRS):  # what is handed in is held against their clients, too
        assert review.ask("actions", actions=everything).empty
        assert review.ask_plain("action_weeks", actions=everything)["action_number"] == []


@pytest.mark.parametrize("name", lists.TITLES)
def test_a_list_taken_away_is_of_those_clients_and_says_so(house: House, name: str) -> None:
    with acting_as(THEIRS):
        text = lists.list_file(house.store, name, ReviewFilters(), "csv").decode()
    rows = text.splitlines()[1:]
    assert all("Clients: OAK CLINIC" in row for row in rows[:1])
    assert marks_in(text) == []
    assert bool(rows) == (name in ("top_denials", "denied_lines", "work_first"))


def test_a_packet_is_of_those_clients_and_says_so_on_top(house: House) -> None:
    with acting_as(THEIRS):
        text = document_file(house.store, "packet", ReviewFilters(), None, "html").decode()
    assert "Week of Mar 2, 2026 · Client OAK CLINIC" in text
    assert marks_in(text) == []


def test_a_manager_limited_to_clients_may_neither_load_nor_define_nor_read_the_trail() -> None:
    limited = Person("Ana", "manager", ("OAK CLINIC",))
    assert {right for right in RIGHTS if is_allowed(right, limited)} == {"look", "export", "work"}

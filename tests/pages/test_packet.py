"""The weekly packet: its numbers are those of the page, of the workbook and of `denials ask`."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import openpyxl
import pytest

from analytics import notebook
from analytics.__main__ import main
from analytics.columns import book
from analytics.load import load_paths
from analytics.measures.words import day_text
from analytics.measures.worklist import deadlines_sentence
from analytics.vocabulary import SOON, day_seen_from
from tests.pages.panes import pane_texts
from tests.pages.remittances import WEEKS, interchange
from tests.people import as_person

WEEK = "2026-W47"  # Monday November 16


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The sixteen weeks with lines of $100.37: in each 3 of 30 denied, $301.11 of $3,011.10."""
    folder = tmp_path_factory.mktemp("cents")
    text = interchange(range(WEEKS)).replace("*2700*", "*2709.99*").replace("*100", "*100.37")
    (folder / "blue_harbor.835").write_text(text)
    load_paths(folder / "store", [folder / "blue_harbor.835"])
    decision = notebook.Action("Ask for notes", "Kim", "2026-11-30", "2026-10-12")
    as_person("Kim", notebook.decide, folder / "store", decision)
    return folder / "store"


def exported(store, file_format, folder, *words, week=WEEK):
    """The packet of the week, or another document, in a format."""
    path = folder / f"document.{file_format}"
    said = ["export", *(words or ("packet",)), "--week", week, "--format", file_format]
    assert main(["--database", str(store), *said, "-o", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture(scope="module")
def html(store, tmp_path_factory):
    """The packet as HTML."""
    return exported(store, "html", tmp_path_factory.mktemp("packet")).decode()


def table(html, name):
    """Rows of the first table of a name, as texts."""
    body = html.partition(f"<caption>{name}</caption>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body.partition("<tbody>")[2], re.S)
    found = [re.findall(r"<td.*?>(.*?)</td>", row, re.S) for row in rows]
    return [[re.sub("<.*?>", "", cell).strip() for cell in row] for row in found]


def sheet(book, name):
    """Rows of a sheet, by heading."""
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def asked(store, capsys, question, *words):
    """The answer of `denials ask` for the week."""
    said = ["ask", question, "--week", WEEK, "--format", "json", *words]
    capsys.readouterr()
    assert main(["--database", str(store), *said]) == 0
    return json.loads(capsys.readouterr().out)


def test_packet_workbook_page_and_command_line_agree_to_the_cent(
    store, html, visit, tmp_path, capsys
):
    book = openpyxl.load_workbook(io.BytesIO(exported(store, "xlsx", tmp_path)))
    opened = {"why_moved": "yes", "top_denials_folded": "yes"}
    app = visit("weekly_review", store, weeks="2026-11-16", until="2026-11-16", **opened)
    assert not app.exception
    said = [element.value.replace("\\", "") for element in (*app.markdown, *app.caption)]
    told = [sentence for sentence in said if sentence in html]
    for words in ("Expected next week", "10.0% of 30 lines denied"):
        assert any(sentence.startswith(words) for sentence in told)

    # the headline: 3 of 30 lines, 3 x $100.37
    [told] = asked(store, capsys, "headline")
    assert (told["denied_line_count"], told["denied_amount"]) == (3, 301.11)
    headline = sheet(book, "Headline")[0]
    assert (headline["Denied lines"], headline["Denied amount"]) == (3, 301.11)
    assert table(html, "Headline")[0][:4] == ["This week", "30", "3", "$301.11"]
    figures = pane_texts(app)
    assert "Lines denied 10.0% 3 of 30 lines" in figures
    assert "Denied amount $301 3 lines" in figures
    assert "<b>10.0%</b>" in html

    # the largest denial: CARC 97 on 99213 with modifier 25
    [top] = asked(store, capsys, "top_denials")
    assert (top["carc_code"], top["denied_line_count"], top["denied_amount"]) == ("97", 3, 301.11)
    shown = next(each.value for each in app.dataframe if "usual_fix" in each.value)
    assert shown["denied_amount"].tolist() == [301.11]
    for name in ("Top ten by count", "Top ten by dollars"):
        [row] = sheet(book, name)
        assert (row["CARC"], row["Denied lines"], row["Denied amount"]) == ("97", 3, 301.11)
        assert [table(html, name)[0][at] for at in (0, 5, 6)] == ["97", "3", "$301.11"]

    # by payer, and the week in the row of weeks
    [payer] = asked(store, capsys, "denials_by_payer")
    [week] = asked(store, capsys, "weekly_denials")
    assert payer["open_amount"] == week["open_amount"] == 301.11
    assert sheet(book, "By payer")[0]["Still denied"] == 301.11
    assert sheet(book, "Weeks")[-1]["Still denied"] == 301.11
    assert table(html, "By payer")[0][-1] == table(html, "Weeks")[-1][-1] == "$301.11"


def test_a_packet_lists_the_decisions_with_what_became_of_their_number(store, html, capsys):
    [action] = asked(store, capsys, "actions")
    [row] = table(html, "Decisions")
    assert row == ["Ask for notes", "Kim", "2026-11-30", "open", action["sentence"]]


def test_a_quiet_week_is_said_to_be_quiet_and_one_not_judged_is_not(store, html, tmp_path):
    # every week is like the others; the first has none before it to be judged by
    assert "Nothing new" in html
    early = exported(store, "html", tmp_path, week="2026-W32")
    assert "Nothing new" not in early.decode()
    assert "Alerts were not computed for this week" in early.decode()


def test_a_packet_tells_the_deadlines_ahead_of_all_weeks(store, html, capsys):
    day = day_seen_from(date(2026, 11, 18), date.today())  # the newest remittance
    said = ["ask", "deadline_headline", "--format", "json", "--today", f"{day}"]
    capsys.readouterr()
    assert main(["--database", str(store), *said]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert f"<p>{deadlines_sentence(told, SOON)}" in html
    assert f"As of {day_text(day)}.</p>" in html


def test_a_packet_names_no_patient_and_where_its_numbers_come_from(html):
    assert not re.search("QUARTZ|NOVEMBER|M001|ACC15", html)
    assert "blue_harbor.835" in html and "Week of Nov 16, 2026" in html and "Snapshot 1" in html


def test_a_week_without_answers_is_said_in_one_sentence(store, capsys):
    assert main(["--database", str(store), "export", "packet", "--week", "2027-W01"]) == 1
    assert "No payer answered a line in the week of Jan 4, 2027" in capsys.readouterr().err


def test_a_packet_is_no_csv_and_a_list_no_pdf(store, capsys):
    for words in (["packet", "--format", "csv"], ["top-denials", "--format", "pdf"]):
        assert main(["--database", str(store), "export", *words]) == 2
    assert "packet is written as html or pdf or xlsx." in capsys.readouterr().err


def test_a_payer_alone_finds_its_claims_by_control_number_and_nobody_by_name(store, tmp_path):
    html = exported(store, "html", tmp_path, "payer", "--payer", "BLUE HARBOR").decode()
    # sixteen weeks of 3 in 30 lines; the newest first of those with as many dollars
    assert "Blue Harbor denied 48 of 480 lines (10.0%), $4,818" in html
    claims = table(html, "Claims, for this payer only")
    assert [row[0] for row in claims] == ["ACC15-0", "ACC15-1", "ACC15-2", "ACC14-0", "ACC14-1"]
    assert not re.search("QUARTZ|NOVEMBER|M001", html)


def test_the_payers_page_says_what_the_file_says(store, visit, tmp_path):
    html = exported(store, "html", tmp_path, "payer", "--payer", "BLUE HARBOR").decode()
    app = visit("payers", store, payer_in_depth="yes")
    assert not app.exception
    said = [element.value.replace("\\", "") for element in app.markdown]
    habits = [": ".join(row) for row in table(html, "Habits")]
    assert len(habits) == 5
    assert set(habits) <= set(said)


def test_an_education_sheet_shows_real_examples_that_tell_of_no_patient(store, tmp_path):
    html = exported(store, "html", tmp_path, "provider", "--provider", "OAK CLINIC").decode()
    assert "48 of 480 lines of OAK CLINIC were denied (10.0%), $4,818." in html
    assert "<h2>99213 25: Bundled service</h2>" in html
    examples = table(html, "Example claims")
    assert [row[1:4] for row in examples] == [["N20", "$100.37", "Open"]] * 2
    assert not re.search(r"QUARTZ|NOVEMBER|M001|ACC1\d|2026-11-1[0-9]<", html)


def test_both_come_as_workbooks_with_the_same_claims(store, tmp_path):
    payer = exported(store, "xlsx", tmp_path, "payer", "--payer", "BLUE HARBOR")
    claims = sheet(openpyxl.load_workbook(io.BytesIO(payer)), "Claims, for this payer only")
    assert [row["Patient control number"] for row in claims][:3] == [
        "ACC15-0",
        "ACC15-1",
        "ACC15-2",
    ]
    provider = exported(store, "xlsx", tmp_path, "provider", "--provider", "OAK CLINIC")
    examples = sheet(openpyxl.load_workbook(io.BytesIO(provider)), "Example claims")
    assert [row["Denied amount"] for row in examples] == [100.37, 100.37]
    assert not {"Patient control number", "Service date", "Remit date"} & set(examples[0])


@pytest.mark.parametrize(
    "words",
    [("packet",), ("payer", "--payer", "BLUE HARBOR"), ("provider", "--provider", "OAK CLINIC")],
)
def test_every_sheet_has_one_column_for_each_heading_all_of_them_from_the_book(
    store, tmp_path, words
):
    known = {column.heading for column in book().values()}
    workbook = openpyxl.load_workbook(io.BytesIO(exported(store, "xlsx", tmp_path, *words)))
    for name in workbook.sheetnames[:-1]:  # the last says how it was made
        headings = [cell.value for cell in workbook[name][1]]
        assert len(headings) == len(set(headings)), name
        assert set(headings) <= known, name


def test_a_document_of_one_payer_asks_which(store, capsys):
    assert main(["--database", str(store), "export", "payer"]) == 1
    assert "This document is of one payer: name it with --payer." in capsys.readouterr().err

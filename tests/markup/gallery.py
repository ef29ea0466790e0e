"""Every block with the figures of the pictures: `python -m tests.markup.gallery OUT.html`.

With a folder instead of a file it also takes pictures of them: 1440 and 390 wide, light and dark.
"""

# ruff: noqa: E501 (a row of figures is read whole)
from __future__ import annotations

import base64
import sys
from datetime import date, timedelta
from pathlib import Path

import streamlit
from markupsafe import Markup

from analytics.markup.alerts import Alert, alert_grid
from analytics.markup.badges import Badge, badge
from analytics.markup.due import DueDay, Owner, deadlines
from analytics.markup.effects import Effect, effects, effects_key
from analytics.markup.figures import Figure, Gauge, figure_row
from analytics.markup.heat import HeatCell, HeatColumn, HeatRow, alert_key, heat_table
from analytics.markup.history import Step, claim_history, deadline_banner, note, paragraph
from analytics.markup.layout import (
    Action,
    Choice,
    action_buttons,
    arrows_script,
    chips,
    columns,
    crumbs,
    frame,
    group,
    headline,
    progress,
    rule,
    section,
    stylesheet,
    switch,
)
from analytics.markup.marks import attention, bold, html, joined, muted
from analytics.markup.parts import Part, counted_bar, dollars_bar, dollars_list
from analytics.markup.ranked import MoreRows, RankedRow, ranked_list
from analytics.markup.sparks import WeeklyBars
from analytics.markup.tables import Column, Row, table
from analytics.markup.trend import TrendWeek, range_key, trend
from analytics.markup.two_lines import TrendLine, two_lines

WEEKS = [date(2026, 5, 25) + timedelta(weeks=place) for place in range(26)]
PARTS = [
    Part("recovered", 20528.4, {"place": "recovered"}),
    Part("contractual", 18890.6, {"place": "contractual"}),
    Part("winnable", 80699, {"place": "winnable"}),
    Part("other_payer_or_patient", 17581, {"place": "other_payer_or_patient"}),
    Part("past_deadline", 15242, {"place": "past_deadline"}),
    Part("written_off", 378, {"place": "written_off"}),
]
RATES = (
    "4.5 4.6 8.6 8.5 8.9 9.3 11.7 7.1 7.8 5.0 7.1 7.7 9.2 11.1 9.7 8.2 9.3 9.8 11.5 5.7 6.8 10.9"
)
RATES += " 10.4 8.8 7.7 11.0"
HIGHS = "13.5 14 13.9 14.1 13.3 13.2 13.1 13.4 13.1 14.2 12.6 13.8 12.5 13.4 12.6 12.9 14.2 15.6"
HIGHS += " 16.7 13.3 14.5 15.7 16 14.3 14.6 14.6"
LOWS = (
    "4.6 4.5 4.2 3.9 4 4.4 4.8 4.4 4.3 4.8 4.4 4.6 3 3.2 2.2 4.3 3.9 3.8 3.3 2.4 4 2.6 3 2 2.4 4.1"
)
MEDIANS = (
    "9.2 9.2 8.9 8.9 8.5 8.9 8.9 8.9 8.9 8.9 8.5 8.5 7.8 7.8 8.5 8.5 8.9 9.3 9.3 9.2 8.2 8.3 9.3"
)
MEDIANS += " 9.3 9.3 9.3"
SPARK = (2, 3, 2, 4, 3, 8, 3, 5, 2, 3, 6, 11, 7)
BLUE_LANTERN = WeeklyBars(
    (1, 1, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 4, 8, 7, 4, 5, 7, 11, 10, 6, 5, 8),
    15,
    "since Sep 7",
    last="8",
)
EVERGROVE = WeeklyBars(
    (0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 4, 1, 0, 4, 2, 2, 2, 4, 5, 0, 3, 6),
    12,
    "since Aug 17",
    last="6",
)


def numbers(text: str) -> list[float]:
    return [float(word) / 100 for word in text.split()]


def figure_cards() -> Markup:
    figures = [
        Figure(
            "Lines denied",
            "11.0%",
            "39 of 356 lines",
            "usual 4.1 to 14.6%",
            Gauge(0.110, 0.041, 0.146, 0.22),
            {"open": "lines"},
        ),
        Figure(
            "Claims denied",
            "15.5%",
            "28 of 181 claims",
            "usual 6.1 to 21.7%",
            Gauge(0.155, 0.061, 0.217, 0.3),
            {"open": "claims"},
        ),
        Figure(
            "Denied amount", "$6,192", "39 lines", "8-week average $7,592", pick={"open": "lines"}
        ),
    ]
    beside = dollars_bar(
        PARTS, "Where denied dollars are", "last 26 weeks", "$153,319", "denied, 884 lines"
    )
    return figure_row(figures, beside)


def more_figures() -> Markup:
    return figure_row(
        [
            Figure("Denied", "$153,319", "884 of 10,350 lines"),
            Figure("Recovered", "$20,528", "13.4% of denied", pick={"open": "recovered"}),
            Figure("Overturned", "45.6%", "31 of 68 answered"),
            Figure("Open", "564", "lines", "12 past deadline", asks=True),
            Figure("Days to answer", "35", "median of 68"),
        ]
    )


def the_alerts(is_room: bool = False) -> list[Alert]:
    def actions(payer: str) -> list[Action]:
        return [
            Action("View lines", {"do": "view", "payer": payer}, label=f"View lines: {payer}"),
            Action(
                "Decide",
                {"do": "decide", "payer": payer},
                "decide" if is_room else "",
                label=f"Decide: {payer}",
            ),
        ]

    if is_room:
        return [
            Alert(
                "46%",
                "denied,\n2% is usual",
                "Blue Lantern: 99213 with 25",
                "CARC 97, bundled",
                joined([bold("56 of 123"), " lines in 8 weeks, ", bold("$5,018"), " open"]),
                BLUE_LANTERN,
                actions("Blue Lantern"),
            ),
            Alert(
                "5.3%",
                "denied,\n0.6% is usual",
                "Evergrove: no authorization",
                "CARC 197, all procedures",
                joined([bold("24 of 449"), " lines in 8 weeks, ", bold("$10,688"), " open"]),
                EVERGROVE,
                actions("Evergrove"),
            ),
        ]
    return [
        Alert(
            "46%",
            "vs 2% usual",
            "Blue Lantern · 99213-25",
            "CARC 97, bundled into another service",
            "56 of 123 lines in 8 weeks · $5,018 open",
            BLUE_LANTERN,
            actions("Blue Lantern"),
        ),
        Alert(
            "5.3%",
            "vs 0.6% usual",
            "Evergrove · no authorization",
            "CARC 197, all procedures",
            "24 of 449 lines in 8 weeks · $10,688 open",
            EVERGROVE,
            actions("Evergrove"),
        ),
        Alert(
            "1.2%",
            "was 6.8%",
            "Larkfield · referrals",
            "CARC 288, office visits",
            "3 of 251 lines since Oct 12 · $120 open",
            WeeklyBars((4, 5, 3, 6, 5, 4, 6, 5, 4, 1, 0, 1, 1), 9, "since Oct 12", look="data"),
            [Action("View action", {"do": "action", "action": "7"})],
            "result",
            "Improved",
        ),
    ]


def by_reason() -> Markup:
    rows = [
        ("197", "No authorization", 1876, "7", "Worse since Aug 17"),
        ("16", "Claim data invalid", 1440, "5", ""),
        ("31", "Member not found", 913, "6", ""),
        ("97", "Bundled service", 867, "9", ""),
        ("22", "Other payer primary", 382, "5", ""),
        ("27", "Coverage ended", 278, "3", ""),
    ]
    return ranked_list(
        [
            RankedRow(label, size, (lines, f"${size:,}"), code, SPARK, {"carc": code}, alert)
            for code, label, size, lines, alert in rows
        ],
        more=MoreRows("4 more", ("4", "$436"), {"more": "reasons"}),
        label="By reason",
    )


def by_payer() -> Markup:
    rows = [
        ("Evergrove Senior", 1558, "11 of 54"),
        ("Blue Lantern", 1155, "11 of 104"),
        ("Northmoor Medicare", 1110, "3 of 83"),
        ("Larkfield Community", 1049, "7 of 48"),
        ("Open Orchard", 938, "2 of 11"),
        ("Meridell Benefit", 382, "5 of 24"),
    ]
    return ranked_list(
        [
            RankedRow(name, size, (lines, f"${size:,}"), weeks=SPARK[::-1], pick={"payer": name})
            for name, size, lines in rows
        ],
        more=MoreRows("2 more, none denied", ("0 of 32", "$0")),
        label="By payer",
    )


def the_trend() -> Markup:
    rows = zip(WEEKS, numbers(RATES), numbers(LOWS), numbers(HIGHS), numbers(MEDIANS), strict=True)
    weeks = [
        TrendWeek(
            week,
            rate,
            f"Week of {week:%b} {week.day}: {rate:.1%} of lines denied, usual {low:.1%} to {high:.1%}",
            low,
            high,
            median,
            missing="Cedar Compass" if week == date(2026, 10, 12) else "",
            pick={"week": week.isoformat()},
        )
        for week, rate, low, high, median in rows
    ]
    return trend(weeks, "Lines denied by week, 11.0% in the last, within the usual range.", "11.0%")


def odd_trend() -> Markup:
    values = [
        8,
        3.5,
        13,
        7,
        13,
        6,
        13,
        14,
        7,
        3,
        6,
        7,
        17,
        13.5,
        18,
        7,
        9,
        27,
        11,
        5,
        11,
        18,
        22,
        4,
    ]
    values += [10, 20.4]
    weeks = [
        TrendWeek(
            week,
            value / 100,
            f"Week of {week:%b} {week.day}: {value}%",
            0.05,
            0.19,
            0.11,
            is_few=place in (3, 11),
            pick={"week": week.isoformat()},
        )
        for place, (week, value) in enumerate(zip(WEEKS, values, strict=True))
    ]
    return trend(weeks, "Lines denied by week.", "20.4%")


def payers() -> Markup:
    heads = [
        HeatColumn(code, label, {"carc": code})
        for code, label in (
            ("197", "No auth"),
            ("16", "Invalid data"),
            ("22", "Other payer"),
            ("97", "Bundled"),
            ("31", "No member"),
            ("27", "Coverage"),
            ("252", "Records"),
            ("29", "Late filing"),
            ("96", "Not covered"),
        )
    ]
    given = [
        ("Evergrove Senior Advantage", "11.2%", "154 of 1,379", 38631, "18570 3932 4328 322 1781 2688 1300 378 1620"),
        ("Blue Lantern Health", "8.7%", "263 of 3,007", 37459, "4300 8700 2600 8700 1500 2600 1400 1700 570"),
        ("Larkfield Community Medicaid", "10.7%", "131 of 1,223", 25886, "5900 4800 2600 243 1400 276 1100 2900 48"),
        ("Northmoor Medicare", "5.0%", "87 of 1,732", 16062, "200 5100 581 291 1700 1800 1200 0 1200"),
        ("Silver Heron Advantage", "9.4%", "81 of 864", 10271, "550 2900 160 82 708 305 842 185 331"),
        ("Open Orchard Marketplace", "12.5%", "65 of 518", 9316, "1000 1400 1000 160 1100 461 268 415 918"),
        ("Cedar Compass Insurance", "5.7%", "44 of 778", 7190, "890 1900 490 48 255 0 555 255 112"),
        ("Meridell Benefit Company", "6.4%", "40 of 626", 6788, "64 365 1200 165 253 260 534 1200 600"),
        ("Irongate Workers Comp", "8.5%", "19 of 223", 1717, "64 235 643 45 283 283 52 0 64"),
    ]  # fmt: skip
    alerts = {(0, 0): "Worse since Aug 17", (1, 3): "Worse since Sep 7"}
    rows = [
        HeatRow(
            name,
            rate,
            lines,
            f"${denied:,}",
            denied / given[0][3],
            [
                HeatCell(
                    float(amount),
                    f"${int(amount) / 1000:.1f}k" if int(amount) >= 1000 else f"${amount}",
                    {"payer": name, "carc": heads[place].code},
                    alerts.get((at, place), ""),
                )
                for place, amount in enumerate(cells.split())
            ],
            SPARK + SPARK[::-1],
            {"payer": name},
            at == 0,
        )
        for at, (name, rate, lines, denied, cells) in enumerate(given)
    ]
    return heat_table(rows, heads, "Payers and what they deny for")


def payer_detail() -> Markup:
    reasons = ranked_list(
        [
            RankedRow("No authorization", 18570, ("39", "$18,570"), "197", SPARK, {"carc": "197"}, "Worse since Aug 17"),
            RankedRow("Other payer primary", 4328, ("16", "$4,328"), "22", SPARK, {"carc": "22"}),
            RankedRow("Claim data invalid", 3932, ("20", "$3,932"), "16", SPARK, {"carc": "16"}, is_selected=True),
        ],
        spark_heading="26 weeks",
        more=MoreRows("13 more", ("45", "$5,712"), {"more": "reasons"}),
    )  # fmt: skip
    dollars = dollars_list(
        [
            Part("recovered", 3294),
            Part("contractual", 4135),
            Part("winnable", 23642, {"place": "winnable"}),
            Part("other_payer_or_patient", 5598),
            Part("past_deadline", 1962),
        ],
        "Where its denied dollars are",
        [("Overturned", joined([bold("45.6%"), " 31 of 68"])), ("Appeal limit", bold("65 days"))],
    )
    return columns(
        section("Lines denied by week", odd_trend(), range_key()),
        section("Reasons", reasons),
        section("Where its denied dollars are", dollars),
        shares=(4, 4, 3),
    )


def due() -> Markup:
    worth = "5660 1700 380 983 700 220 1000 4400 1300 120 540 3400 60 0 2300"
    days = []
    for place, amount in enumerate(int(word) for word in worth.split()):
        day = date(2026, 11, 28) + timedelta(days=place)
        text = f"${amount / 1000:.1f}k" if amount >= 1000 else f"${amount}"
        title = f"{day:%b} {day.day}: ${amount:,}"
        days.append(DueDay(day, amount, text, title, {"due": day.isoformat()}, place == 0))
    owners = [
        Owner("Front Desk", "51 lines", "$8,034", {"owner": "Front Desk"}),
        Owner("Authorization", "12 lines", "$5,514", {"owner": "Authorization"}),
        Owner("Credentialing", "14 lines", "$4,291", {"owner": "Credentialing"}),
        Owner("Coding", "11 lines", "$2,113", {"owner": "Coding"}),
        Owner("Billing", "17 lines", "$1,943", {"owner": "Billing"}),
    ]
    return deadlines(
        days,
        owners,
        "$22,884",
        "112 lines.",
        "20 lines, $5,660 are due today.",
        Action("Open work list", {"page": "work_list"}),
    )


def modifiers() -> Markup:
    rows = [
        Effect("Blue Lantern", 0.237, 0.083, "388", 15.4, 9.8, 21.0, {"payer": "BL"}, True),
        Effect("Larkfield Community", 0.12, 0.114, "125", 0.6, -7.8, 8.9, {"payer": "LC"}),
        Effect("Northmoor Medicare", 0.036, 0.074, "222", -3.8, -9.0, 1.5, {"payer": "NM"}),
        Effect("Evergrove Senior", 0.078, 0.117, "167", -3.9, -11.6, 3.7, {"payer": "ES"}),
        Effect("Silver Heron", 0.078, 0.113, "115"),
        Effect("Cedar Compass", 0.02, 0.131, "96"),
        Effect("Irongate Workers", 0.05, 0.0, "20"),
    ]
    with_25 = numbers(
        "7.5 6.2 4 3.5 6.2 8.5 10.8 9.8 8 6.8 6.6 6.5 12.5 25 33.5 41 40.8 36 44.2 48.5 49.2 55 48"
    )
    without = numbers(
        "11.5 12 12.5 16.7 11.8 12.9 12.5 7.6 8.9 9.2 4.5 10.3 8.9 6.3 14.9 10.4 11.5 13.5 8.4 9.7 7.2 5.8 6"
    )
    weeks = WEEKS[3:]
    lines = two_lines(
        weeks,
        [TrendLine("With 25", with_25, "48%", "attention"), TrendLine("Without", without, "6%", "quiet")],
        "Blue Lantern, 99213, by week: with modifier 25 48%, without 6%.",
        date(2026, 9, 7),
        "Alert since Sep 7",
        [f"Week of {week:%b} {week.day}: with 25 {one:.1%}, without {two:.1%}" for week, one, two in zip(weeks, with_25, without, strict=True)],
        [{"week": week.isoformat()} for week in weeks],
    )  # fmt: skip
    levels = [
        Choice("Modifier", {"level": "1"}),
        Choice("+ Procedure", {"level": "2"}),
        Choice("+ Payer", {"level": "3"}),
        Choice("+ Procedure and payer", {"level": "4"}, True),
    ]
    key = effects_key(
        "with 25",
        note="Difference is within the same payer, procedure and place of service. "
        "It shows what goes with denials, not why.",
    )
    return columns(
        section(
            "99213 with and without 25, by payer",
            effects(rows, "with 25", label="99213 with and without 25, by payer"),
            switch(levels, "Level"),
            key,
        ),
        section(
            "Blue Lantern, 99213, by week", lines, note="Share of lines denied, 4 weeks together"
        ),
        shares=(2, 1),
    )


def all_modifiers() -> Markup:
    heads = [
        Column("Modifier", "strong"),
        Column("Meaning", on_phone=False),
        Column("By week", "spark", on_phone=False),
        Column("Rate", "percent"),
        Column("Lines denied", "number"),
        Column("Denied", "money"),
        Column("Open", "money", on_phone=False),
        Column("Share", "share", on_phone=False),
        Column("Status", "badge", on_phone=False),
        Column("Against like lines", is_wide=True, on_phone=False),
    ]
    given = [
        ("None", "No modifier", "7.7%", "458 of 5,912", "$77,121", "$56,132", 1.0, "Usual", muted("Lines without a modifier")),
        ("RT", "Right side", "8.1%", "42 of 516", "$31,383", "$24,391", 0.41, "", "Fewer denials than LT"),
        ("25", "Separate visit same day", "10.4%", "161 of 1,555", "$21,257", "$15,966", 0.28, Badge("Alert", "attention"), joined([muted("No clear difference. "), attention("More at Blue Lantern")])),
        ("GP", "Physical therapy plan", "8.9%", "171 of 1,913", "$15,821", "$11,470", 0.2, "", "Nothing to compare with"),
    ]  # fmt: skip
    rows = [
        Row((code, words, SPARK, *rest), {"modifier": code}, code == "25", f"{code} {words}")
        for code, words, *rest in given
    ]
    return table(heads, rows, "All modifiers")


def work_list() -> Markup:
    heads = [
        Column("Due"),
        Column("Claim", "strong", is_pinned=True),
        Column("Open", "money", is_strong=True),
        Column("Expected", "money", on_phone=False),
        Column("To do", on_phone=False),
        Column("Payer", on_phone=False),
        Column("Reason"),
        Column("Lines", "number", on_phone=False),
        Column("Assigned to", on_phone=False),
        Column("Status", on_phone=False),
    ]
    given = [
        ("Today", "IV106936", "$2,450", "$1,327", "Appeal", "Evergrove Senior", "197", "No authorization", "1", "Rosa Diaz", "In progress"),
        ("Today", "IV106938", "$382", "$283", "Appeal", "Evergrove Senior", "22", "Other payer primary", "5", "Ken Abbott", "Waiting"),
        ("Today", "IV106933", "$160", "$97", "Appeal", "Evergrove Senior", "B7", "Provider not certified", "1", "", "New"),
        ("1 day", "IV104671", "$378", "$232", "Corrected claim", "Silver Heron", "31", "Member not found", "2", "", "New"),
    ]  # fmt: skip
    rows = [
        Row(
            (
                attention(day) if day == "Today" else day,
                claim,
                *rest,
                joined([bold(code), " ", reason]),
                lines,
                who or muted("Nobody"),
                status,
            ),
            {"claim": claim},
            at == 0,
            claim,
            claim,
        )
        for at, (day, claim, *rest, code, reason, lines, who, status) in enumerate(given)
    ]
    lists = [
        Choice("Due in 14 days", {"list": "due"}, True, "112"),
        Choice("Most to recover", {"list": "recover"}, count="564"),
        Choice("Mine", {"list": "mine"}, count="14"),
        Choice("Unassigned", {"list": "unassigned"}, count="521"),
        Choice("Waiting", {"list": "waiting"}, count="29"),
    ]
    return html(
        '<div class="stack">{}{}</div>', chips(lists, "Lists"), table(heads, rows, "Work list")
    )


def drawer() -> Markup:
    return joined(
        [
            deadline_banner("Today", "Appeal due Nov 28", "65 days from remit, Sep 24", "$2,450", "expected $1,327"),
            group(
                paragraph(joined([bold("CARC 197, no authorization"), " · Evergrove Senior Advantage"])),
                paragraph("29881-RT on Aug 31, diagnosis M17.12, Tamarack", "muted"),
                badge("Part of an alert: 5.3% vs 0.6% usual", "attention"),
            ),
            rule(),
            section("Where its dollars are", counted_bar([Part("winnable", 2450)], "Where its dollars are", ["Paid $0", "Recovered $0"], is_money=True), muted("of $2,450 charged")),
            rule(),
            section(
                "History",
                claim_history(
                    [
                        Step("Sep 4", "Claim sent with authorization PA106936", "$2,450"),
                        Step("Sep 7", "Accepted by clearinghouse"),
                        Step("Sep 24", joined([bold("Denied"), ", CO-197"]), "$0 paid", "evergrove-senior_20260924, segment 326", "answered", {"file": "3"}),
                        Step("Nov 28", "Last day to appeal", look="attention"),
                    ]
                ),
            ),
            rule(),
            section("What Evergrove did with CARC 197", counted_bar([Part("recovered", 5), Part("past_deadline", 10, name="Denied again"), Part("other_payer_or_patient", 24, name="Open")], "What Evergrove did with CARC 197", ["Answer in 35 days, median"]), muted("39 lines, 26 weeks")),
            rule(),
            section("Notes", note("Auth covers Aug 31, found in the portal. Sending it with the appeal.", "Rosa Diaz, Nov 23")),
        ]
    )  # fmt: skip


AGENDA = ("Last actions", "Denied", "Worse", "Costs most", "One payer", "Decisions")


def screens() -> dict[str, Markup]:
    """Each screen of the pictures as far as our blocks make it."""
    this_week = frame(
        headline(
            "This week",
            "Nov 16 to 22, 2026",
            joined(
                [
                    "Payers denied ",
                    bold("39 of 356 lines (11.0%)"),
                    ", within the usual range. ",
                    bold("Two denial patterns are worse than usual"),
                    ", and ",
                    bold("$22,884"),
                    " is due in the next 14 days.",
                ]
            ),
            action_buttons(
                [
                    Action("Packet", {"do": "packet"}, "download"),
                    Action("Decide", {"do": "decide"}, "decide"),
                    Action("Start meeting", {"do": "meeting"}, "play", "main"),
                ]
            ),
        ),
        figure_cards(),
        alert_grid(the_alerts()[:2]),
        columns(
            section("Lines denied by week", the_trend(), range_key()),
            section("By reason", by_reason()),
            section(
                "By payer",
                by_payer(),
                switch(
                    [
                        Choice("Dollars", {"by": "dollars"}, True),
                        Choice("Lines", {"by": "lines"}),
                    ],
                    "Rank by",
                ),
            ),
            shares=(373, 354, 362),
        ),
        rule(),
        due(),
    )
    payers_screen = frame(
        section("Payers", payers(), alert_key()),
        rule(),
        crumbs(
            Action("Back to Payers", {"back": "payers"}, "back"),
            "Payers",
            "Evergrove Senior Advantage",
            [
                Action("View 154 lines", {"do": "view"}),
                Action("Decide", {"do": "decide"}, "decide"),
            ],
        ),
        payer_detail(),
    )
    return {
        "this_week": this_week,
        "payers": payers_screen,
        "modifiers": frame(modifiers(), section("All modifiers", all_modifiers())),
        "work_list": frame(work_list(), more_figures(), alert_grid(the_alerts()[1:], Action("2 more", {"more": "alerts"}, look="quiet"))),
        "drawer": html('<div style="max-width:540px">{}</div>', frame(drawer())),
        "meeting": frame(progress(3, AGENDA, "8 of 10 min left"), alert_grid(the_alerts(True), is_large=True)),
    }  # fmt: skip


def page_of(body: Markup) -> str:
    """A page that stands alone, with the font that Streamlit brings."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "media"
    font = next(folder.glob("SourceSansVF-Upright*.woff2")).read_bytes()
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blocks</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@font-face {{ font-family: "Source Sans"; font-weight: 200 900;
  src: url(data:font/woff2;base64,{base64.b64encode(font).decode()}) format("woff2"); }}
html {{ color-scheme: light dark; background: light-dark(#ffffff, #0f151b); }}
body {{ margin: 16px; }}
.dr {{ margin-bottom: 48px; }}
{stylesheet()}</style></head><body>{body}
<script>{arrows_script()}moveByArrows(document.body)</script></body></html>"""


def take_pictures(folder: Path) -> None:
    """Every screen, 1184 (the content of 1440) and 390 wide, light and dark."""
    from playwright.sync_api import sync_playwright

    from tests.browser import LAUNCH_ARGUMENTS, browser_path

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=[*LAUNCH_ARGUMENTS]
        )
        for name, body in screens().items():
            (folder / f"{name}.html").write_text(page_of(body), encoding="utf-8")
            for width in (1376 if name == "meeting" else 1184, 390):
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": 600},
                        color_scheme=scheme,
                        device_scale_factor=2 if width == 390 else 1,
                    )
                    page.goto((folder / f"{name}.html").resolve().as_uri())
                    page.evaluate("document.fonts.ready")
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    if wide > width:
                        print(f"{name} at {width}: {wide} wide")
                    page.screenshot(path=folder / f"{name}_{width}_{scheme}.png", full_page=True)
                    page.close()
        browser.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.suffix == ".html":
        target.write_text(page_of(joined(screens().values())), encoding="utf-8")
    else:
        target.mkdir(parents=True, exist_ok=True)
        take_pictures(target)

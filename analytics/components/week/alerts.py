"""What is new or worse as cards; the watch list and what improved as sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import session
from analytics.access import is_allowed
from analytics.components import address, layout
from analytics.components.actions import decide
from analytics.components.pane import Pick, pane
from analytics.markup.alerts import Alert, alert_grid
from analytics.markup.layout import Action, frame
from analytics.markup.marks import Text
from analytics.markup.sparks import WeeklyBars
from analytics.measures.names import lower_first, short_payers, shown_payer
from analytics.measures.signal_states import ENDED
from analytics.measures.signal_words import expected_text, rate_text, status_text
from analytics.measures.words import count_text, dollar_text, short_day_text
from analytics.review import WeekInReview, alert_filters
from analytics.vocabulary import CHOICES, TOO_FEW, ReviewFilters

CARDS_SHOWN = 2


def cards(told: WeekInReview) -> None:
    """What is new or worse as cards; a quiet week says so in one sentence."""
    if not told.is_news:
        st.markdown(layout.plain(told.quiet_sentence))
    rows = told.alerts
    is_all = address.keep("all_alerts", False)
    shown = rows if is_all else rows.head(CARDS_SHOWN)
    if shown.empty:
        return
    more = len(rows) - len(shown)

    def grid() -> Text:
        return frame(
            alert_grid(
                [alert_of(row, told, place) for place, (_, row) in enumerate(shown.iterrows())],
                Action(f"{more} more", {"do": "all"}, look="quiet") if more else None,
            )
        )

    pane(
        session.of_week(f"alerts {is_all} {is_allowed('work')}", told, grid),
        "week_alerts",
        lambda picked: do(picked, rows),
    )


def alert_of(row: pd.Series, told: WeekInReview, place: int, is_large: bool = False) -> Alert:
    """One alert as a card: how much is denied, against what, of whom and what, since when."""
    payers = short_payers(told.payer_names)
    label = told.reason_labels.get(row["carc_code"], "")
    weeks = told.weeks_of_alert(row)
    within = weeks["remit_week"].between(row["first_week"], row["remit_week"])
    about, whose = what_text(row), whose_text(row, payers)
    has_ended = row["status"] == ENDED
    actions = [Action("View lines", {"alert": f"{place}", "do": "lines"})]
    if not has_ended and is_allowed("work"):
        actions.append(Action("Decide", {"alert": f"{place}", "do": "decide"}))
    return Alert(
        card_rate(row["seen_count"], row["line_count"]),
        _against_text(row, is_large),
        " · ".join(each for each in (whose, about or lower_first(label)) if each),
        f"Denied for CARC {row['carc_code']}, {lower_first(label) if about else 'all procedures'}",
        f"{row['seen_count']:,} of {count_text(row['line_count'], 'line')} in "
        f"{count_text(row['window_weeks'], 'week')} · "
        f"{dollar_text(weeks.loc[within, 'open_amount'].sum())} open",
        _bars(row, weeks),
        actions,
        "result" if has_ended else "attention",
        status_text(row) if row["status"] != "standing" else "",
    )


def card_rate(count: float, total: float) -> str:
    """A rate as a card shows it: small ones with a decimal; of few lines their number.

    >>> card_rate(56, 123), card_rate(24, 449), card_rate(3, 5)
    ('46%', '5.3%', '3 of 5 lines')
    """
    is_small = total >= TOO_FEW and 0 < count < 0.1 * total
    return f"{count / total:.1%}" if is_small else rate_text(count, total)


def whose_text(row: pd.Series, payers: Mapping[str, str]) -> str:
    """The payer of an alert, short; all of them where it is of none."""
    return (
        "All payers"
        if pd.isna(row["payer_name"])
        else payers.get(row["payer_name"], shown_payer(row["payer_name"]))
    )


def what_text(row: pd.Series) -> str:
    """The procedure and modifier of an alert, as far as it names them."""
    procedure = "" if pd.isna(row["procedure_code"]) else row["procedure_code"]
    if pd.isna(row["modifier_code"]):
        return procedure
    if not row["modifier_code"]:
        return f"{procedure} without a modifier".strip()
    return (
        f"{procedure}-{row['modifier_code']}" if procedure else f"modifier {row['modifier_code']}"
    )


def watched_and_improved(told: WeekInReview) -> None:
    """What improved, and what may be chance and is watched: folded, a sentence each."""
    if len(told.improved):
        count = count_text(len(told.improved), "combination")
        if fold := layout.fold(f"Improved: {count}", "improved_folded"):
            with fold:
                _sentences(told.improved, "improved", ":material/trending_down:", can_decide=False)
    if len(told.watched):
        count = count_text(len(told.watched), "combination")
        if fold := layout.fold(f"Watch list: {count} that may be chance", "watch_list_folded"):
            with fold:
                _sentences(told.watched, "watched", ":material/visibility:")


def _against_text(row: pd.Series, is_large: bool) -> str:
    """What it is compared with; for a room in two lines."""
    if row["baseline_line_count"] >= TOO_FEW:
        usual = card_rate(row["baseline_denied_count"], row["baseline_line_count"])
        return f"denied,\n{usual} is usual" if is_large else f"vs {usual} usual"
    expected = expected_text(row["expected_count"])
    return f"denied,\n{expected} expected" if is_large else f"{expected} expected"


def _bars(row: pd.Series, weeks: pd.DataFrame) -> WeeklyBars:
    """Its denied lines week by week, those since it began in color."""
    began = weeks["remit_week"] >= row["since_week"]
    start = int(began.to_numpy().argmax()) if began.any() else None
    counts = weeks["denied_line_count"].tolist()
    since = f"since {short_day_text(row['since_week'])}"
    return WeeklyBars(counts, start, since, last=f"{counts[-1]:,.0f}" if counts else "")


def do(picked: Pick, rows: pd.DataFrame) -> bool:
    """For a pick on a card: its lines, or a decision about it; or all cards.

    Whether it was a pick of a card.
    """
    if picked.get("do") == "all":
        st.session_state["all_alerts"] = True
    place = picked.get("alert", "")
    if not place.isdigit() or int(place) >= len(rows):
        return "do" in picked
    row = rows.iloc[int(place)]
    if picked.get("do") == "lines":
        show_lines(row)
    elif picked.get("do") == "decide" and is_allowed("work"):
        since = row["since_week"]
        decide.open_about(_filters(row), since_week=None if pd.isna(since) else since.date())
    return True


def _sentences(rows: pd.DataFrame, key: str, icon: str, can_decide: bool = True) -> None:
    """A sentence each, with the lines behind it and what will be done about it."""
    for place, (_, row) in enumerate(rows.iterrows(), start=1):
        words, lines, decision = st.columns((10, 2, 2), vertical_alignment="center")
        words.markdown(f"{icon} {marked(row)}")
        lines.button(
            "View lines",
            key=f"{key}_{place}_lines",
            on_click=show_lines,
            args=(row,),
            help="The denied lines of the weeks compared.",
        )
        if can_decide and row.get("status") != ENDED:
            with decision:
                decide_about(row, f"{key}_{place}")


def marked(row: pd.Series) -> str:
    """The sentence of an alert behind its mark: new, since when it stands, or when it ended."""
    mark = status_text(row)
    return (f"**{mark}** · " if mark else "") + layout.plain(row["sentence"])


def decide_about(row: pd.Series, key: str) -> None:
    """The button that writes down what will be done about an alert, compared since it began."""
    since = row["since_week"]
    decide.decide_button(key, _filters(row), since_week=None if pd.isna(since) else since.date())


def show_lines(row: pd.Series) -> None:
    """For the button: its reason, payer, procedure, modifier and weeks as filters."""
    st.session_state["weeks"] = f"{row['first_week']:%Y-%m-%d}"
    st.session_state["until"] = f"{row['remit_week']:%Y-%m-%d}"
    filters = alert_filters(row)
    session.drill(
        **{each.name: filters[each.field][0] for each in CHOICES.values() if each.field in filters}
    )


def _filters(row: pd.Series) -> ReviewFilters:
    return ReviewFilters(**alert_filters(row))

"""The drawer of a claim: deadline, reason, dollars, history, usual fix, what the payer did, notes.

What the team writes goes in below; the next claim of the list follows by button or by key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import notebook, session
from analytics.access import current_person, is_allowed
from analytics.components import downloads, editing, layout, rights, views
from analytics.components.actions import decide
from analytics.components.pane import pane
from analytics.components.text import plain
from analytics.markup.badges import badge
from analytics.markup.history import Step, claim_history, deadline_banner, note, paragraph
from analytics.markup.layout import frame, rule, section
from analytics.markup.marks import Text, bold, html, joined, muted
from analytics.markup.parts import PLACES, Part, counted_bar
from analytics.markup.tables import Column, Row, table
from analytics.measures.claim_steps import one_of, outcome_counts, steps_of
from analytics.measures.names import lower_first, short_payers, shown_payer
from analytics.measures.rates import TOO_FEW
from analytics.measures.words import (
    count_text,
    dollar_text,
    percent_text,
    short_day_text,
)
from analytics.measures.work_list import due_text
from analytics.measures.worklist import NOBODY
from analytics.vocabulary import SOON, WEEKS_SHOWN, EditConflict, ReviewFilters, TrailFault

EVERY = ReviewFilters(include_secondary=True, include_duplicates=True)
BADGES = {"new": "plain", "won": "plain", "lost": "plain", "written_off": "plain"}
DARK = """<style>
[role="dialog"] { color-scheme: dark; }
</style>"""
NOT_THERE = "This claim is not among the claims you can see. It may be another client's, or undone."


def draw(key: str, listed: Sequence[str]) -> None:
    """The claim that goes by this key; ``listed`` are those of the list it was opened from."""
    life, _, carc = key.partition("-")
    named = session.everything().ask("claim_named", life=int(life)) if life else pd.DataFrame()
    if named.empty:
        st.info(NOT_THERE)
        return
    number, payer = named["patient_control_number"].iloc[0], named["payer_name"].iloc[0]
    try:
        events = session.everything().ask("claim_history", claim=number, payer=payer)
    except TrailFault as fault:  # who opens a claim is on record, or it is not opened
        st.error(plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    if events.empty:  # the number is also of a claim this person may not see
        st.info(NOT_THERE)
        return
    events = events[events["life_number"] == int(life)]
    lines = session.review(EVERY).ask("work_list", life=int(life))
    own = _own(lines, carc)
    work = session.everything().ask("work_history", claim=number, payer=payer)
    if st.context.theme.type == "dark":  # dialogs stand outside what says so of the page
        st.html(DARK)
    _head(number, own, key, listed)
    blocks = [*_what(own, lines), *_dollars(own), _steps(events, own)]
    if len(own):
        blocks += _usual(own)
    blocks.append(_notes(work))
    pane(frame(*blocks), "claim_drawer")
    if len(own):
        _form(key, own, listed)
    _events(number, events, work)


def _own(lines: pd.DataFrame, carc: str) -> pd.DataFrame:
    """The lines of the reason it was opened for; without one, of that with most open."""
    if lines.empty:
        return lines
    own = lines[lines["carc_code"] == carc]
    return own if len(own) else lines[lines["carc_code"] == lines["carc_code"].iloc[0]]


def _head(number: str, own: pd.DataFrame, key: str, listed: Sequence[str]) -> None:
    """Whose claim it is, its status, and the ways to those before and after it."""
    status = one_of(own["work_status"].tolist()) if len(own) else ""
    sign = f" :blue-badge[{notebook.STATUSES[status]}]" if status else ""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="drawer_head", wrap=False
    ):
        st.markdown(f"**Claim {plain(number)}**{sign}", width="content")
        if key not in listed:
            return
        place = listed.index(key)
        with st.container(
            horizontal=True, width="content", gap="xsmall", key="drawer_steps", wrap=False
        ):
            for words, step, letter, icon in (
                ("Previous claim", -1, "K", "keyboard_arrow_up"),
                ("Next claim", 1, "J", "keyboard_arrow_down"),
            ):
                to = place + step
                st.button(
                    " ",
                    key=f"drawer_{letter.lower()}",
                    icon=f":material/{icon}:",
                    shortcut=letter,
                    help=f"{words} of the list",
                    disabled=not 0 <= to < len(listed),
                    on_click=go_to,
                    args=(listed[to] if 0 <= to < len(listed) else key,),
                )
            st.caption(f"{place + 1:,} of {len(listed):,}")


def go_to(key: str) -> None:
    """For a callback: the claim that goes by this key, in the same drawer."""
    session.claim_closed()
    st.session_state["claim"] = key


def _what(own: pd.DataFrame, lines: pd.DataFrame) -> list[Text]:
    """The deadline with its dollars; reason, payer, service; the alert it is part of."""
    if own.empty:
        return [paragraph("No line of this claim was denied.", "muted")]
    first = own.sort_values(["days_left", "remitted_line_id"], na_position="last").iloc[0]
    payer, is_one = shown_payer(first["payer_name"]), len(own) == 1
    expected = own["expected_recovery_amount"].sum(min_count=1)
    due = first["deadline_date"]
    when, title = due_text(first["days_left"]), "No deadline"
    days = ""
    if not pd.isna(due):
        kind = notebook.DEADLINE_KINDS[first["deadline_kind"]]
        title = f"{kind} {'was ' if first['is_past'] else ''}due {short_day_text(due)}"
        day = (pd.Timestamp(due) - pd.Timestamp(first["remit_date"])).days
        days = f"{count_text(day, 'day')} from remit, {short_day_text(first['remit_date'])}"
    service = " ".join([first["procedure_code"] or "", first["modifier_codes"] or ""]).split()
    said = [f"{'-'.join(service)} on {short_day_text(first['service_date'])}"]
    if not is_one:
        said = [f"{count_text(len(own), 'line')} of this reason"]
    if first["diagnosis_codes"] and is_one:
        said.append(f"diagnosis {first['diagnosis_codes']}")
    if isinstance(first["provider_name"], str) and first["provider_name"]:
        said.append(shown_payer(first["provider_name"]))
    if isinstance(first["remark_codes"], str) and first["remark_codes"]:
        said.append(f"remark {first['remark_codes']}")
    reason = f"CARC {first['carc_code']}, {lower_first(first['reason_label'] or '')}"
    blocks: list[Text] = [
        deadline_banner(
            when or "–",
            title,
            days,
            dollar_text(own["open_amount"].sum()),
            f"expected {dollar_text(expected)}" if not pd.isna(expected) else "",
            asks=not pd.isna(first["days_left"]) and 0 <= first["days_left"] <= SOON,
        ),
        html(
            '<div class="group">{}{}{}</div>',
            paragraph(
                joined(
                    [
                        bold(reason),
                        f" · {payer}",
                    ]
                )
            ),
            paragraph(", ".join(said), "muted"),
            _signs(own),
        ),
    ]
    if len(lines) > 1:
        blocks.append(_line_table(lines))
    return blocks


def _signs(own: pd.DataFrame) -> Text:
    """That it is part of an alert, and that records are asked for."""
    signs = []
    alerts = session.everything().ask("alerts")
    for row in alerts[alerts["status"] != "ended"].itertuples() if len(alerts) else ():
        if _is_part(row, own):
            usual = row.expected_count / row.line_count if row.line_count else 0
            rate = (
                f"{percent_text(row.seen_count / row.line_count)} vs {percent_text(usual)} usual"
                if row.line_count >= TOO_FEW
                else f"{row.seen_count} of {row.line_count}"
            )
            signs.append(badge(f"Part of an alert: {rate}", "attention"))
    signs += [
        badge(each, "attention") for each in own["information_request"].dropna().unique() if each
    ]
    return joined(signs, " ")


def _is_part(alert: Any, own: pd.DataFrame) -> bool:
    is_part = own["carc_code"] == alert.carc_code
    if not pd.isna(alert.payer_name):
        is_part &= own["payer_name"] == alert.payer_name
    if not pd.isna(alert.procedure_code):
        is_part &= own["procedure_code"] == alert.procedure_code
    if not pd.isna(alert.modifier_code):
        codes = own["modifier_codes"].fillna("").str.split()
        is_part &= codes.map(
            lambda said: alert.modifier_code in said if alert.modifier_code else not said
        )
    if not pd.isna(alert.first_week):
        is_part &= own["remit_week"] >= pd.Timestamp(alert.first_week)
    return bool(is_part.any())


def _line_table(lines: pd.DataFrame) -> Text:
    """Every denied line of the claim, whatever its reason."""
    columns = [
        Column("Service", is_wide=True),
        Column("CARC", "strong"),
        Column("Charge", "money", on_phone=False),
        Column("Denied", "money"),
        Column("Open", "money", is_strong=True),
        Column("Status"),
    ]
    rows = [
        Row(
            (
                "-".join([row.procedure_code or "", *str(row.modifier_codes or "").split()]),
                row.carc_code or "",
                dollar_text(row.charge_amount),
                dollar_text(row.denied_amount),
                dollar_text(row.open_amount),
                notebook.STATUSES[row.work_status],
            )
        )
        for row in lines.itertuples()
    ]
    return table(columns, rows, "Denied lines of this claim", tall=220)


def _dollars(own: pd.DataFrame) -> list[Text]:
    """Where the denied dollars of these lines are now."""
    if own.empty:
        return []
    amounts = {
        "recovered": own["recovered_denied_amount"].sum(),
        "contractual": own["written_down_amount"].sum(),
        "other_payer_or_patient": own["recovered_cost_share_amount"].sum(),
    }
    for place, amount in own.groupby("still_denied_place")["still_denied_amount"].sum().items():
        amounts[str(place)] = amounts.get(str(place), 0) + amount
    parts = [Part(place, round(amounts.get(place, 0), 2)) for place in PLACES]
    notes = [f"Paid {dollar_text(own['paid_amount'].sum())}"]
    if not amounts["recovered"]:
        notes.append("Recovered $0")
    charged = f"of {dollar_text(own['charge_amount'].sum())} charged"
    bar = counted_bar(parts, "Where its dollars are", notes, is_money=True)
    return [rule(), section("Where its dollars are", bar, muted(charged))]


def _steps(events: pd.DataFrame, own: pd.DataFrame) -> Text:
    """What happened, oldest first, with file and segment; then the last day to act."""
    steps = [
        Step(
            each.day,
            joined([bold(each.what) if each.is_answer else each.what, each.rest]),
            each.amount,
            each.place,
            "answered" if each.is_answer else "sent",
        )
        for each in steps_of(events)
    ]
    ahead = own[own["days_left"].fillna(-1) >= 0] if len(own) else own
    if len(ahead):
        first = ahead.sort_values(["days_left", "remitted_line_id"]).iloc[0]
        kind = notebook.DEADLINE_KINDS[first["deadline_kind"]].lower()
        what = {"appeal": "to appeal"}.get(kind, f"for {kind}")
        is_soon = first["days_left"] <= SOON
        steps.append(
            Step(
                short_day_text(first["deadline_date"]),
                f"Last day {what}",
                look="attention" if is_soon else "sent",
            )
        )
    return html("{}{}", rule(), section("History", claim_history(steps)))


def _usual(own: pd.DataFrame) -> list[Text]:
    """The usual fix, and what this payer did with lines denied for the same reason."""
    first = own.iloc[0]
    blocks: list[Text] = []
    if isinstance(first["usual_fix"], str) and first["usual_fix"]:
        blocks += [rule(), section("Usual fix", paragraph(first["usual_fix"]))]
    newest = session.everything().ask("data_span")["last_week"].iloc[0]
    payer, carc = first["payer_name"], first["carc_code"]
    if pd.isna(newest) or not carc:
        return blocks
    last = pd.Timestamp(newest).date()
    weeks = replace(
        EVERY,
        first_week=last - timedelta(weeks=WEEKS_SHOWN - 1),
        last_week=last,
        payers=(payer,),
        carcs=(carc,),
    )
    rows = session.review(weeks).ask("outcomes_by_reason")
    if rows.empty:
        return blocks
    counts = outcome_counts(rows)
    parts = [
        Part("recovered", counts["recovered"]),
        Part("past_deadline", counts["denied_again"], name="Denied again"),
        Part("other_payer_or_patient", counts["open"], name="Open"),
    ]
    days = rows["median_days_to_resolution"].iloc[0]
    notes = [] if pd.isna(days) else [f"Answer in {count_text(days, 'day')}, median"]
    short = short_payers(_payers()).get(payer, shown_payer(payer))
    total = f"{count_text(sum(counts.values()), 'line')}, {WEEKS_SHOWN} weeks"
    title = f"What {short} did with CARC {carc}"
    return [*blocks, rule(), section(title, counted_bar(parts, title, notes), muted(total))]


def _payers() -> list[str]:
    choices = session.everything().ask("filter_choices")
    return choices.loc[choices["choice_kind"] == "payer", "value"].tolist()


def _notes(work: pd.DataFrame) -> Text:
    """What the team wrote, newest first; who, and when."""
    written = work[work["note"].notna() & (work["note"] != "")] if len(work) else work
    written = written.drop_duplicates("entry_number")[::-1]
    if written.empty:
        body: Text = paragraph("No notes yet.", "muted")
    else:
        body = joined(
            note(row.note, f"{row.worked_by}, {short_day_text(row.worked_at)}")
            for row in written.itertuples()
        )
    return html("{}{}", rule(), section("Notes", body))


@dataclass
class Form:
    """The fields of a claim as they were drawn, and what of them was seen since."""

    key: str
    name: str
    shown: dict[str, str]
    seen: dict[str, str]


def _opened(key: str, now: dict[str, str]) -> Form:
    """The fields as they were when the claim was opened here, or saved last.

    They stay while somebody else changes the same claim: what was typed into them is not lost, and
    saving finds that both met.
    """
    state = st.session_state
    form: Form | None = state.get("claim_form")
    if form is None or form.key != key:
        state["claim_forms"] = state.get("claim_forms", 0) + 1
        form = state["claim_form"] = Form(key, f"{key}_{state['claim_forms']}", now, dict(now))
    return form


def _form(key: str, own: pd.DataFrame, listed: Sequence[str]) -> None:
    """A note, whose it is, its status and the day of the next step; saved, then on to the next."""
    may, form = is_allowed("work"), _opened(key, _standing(own))
    shown, version = form.shown, form.name
    known = [*notebook.people(session.store()), current_person().name, shown["assignee"]]
    people = [each for each in dict.fromkeys(known) if each]
    statuses = list(notebook.STATUSES)
    to = _next(key, listed)
    with st.form(f"claim_form_{version}", border=False, enter_to_submit=False):
        written = st.text_area(
            "Write a note",
            key=f"claim_note_{version}",
            height=68,
            max_chars=2000,
            placeholder="Write a note",
            label_visibility="collapsed",
            disabled=not may,
        )
        with st.container(key="drawer_foot"):
            left, middle, right, last = st.columns(
                (3, 3, 3, 2), gap="small", vertical_alignment="bottom"
            )
            assignee = left.selectbox(
                "Assigned to",
                ["", *people],
                index=["", *people].index(shown["assignee"]),
                format_func=lambda each: each or NOBODY,
                accept_new_options=True,
                key=f"claim_assignee_{version}",
                disabled=not may,
            )
            status = middle.selectbox(
                "Status",
                statuses,
                index=statuses.index(shown["status"]) if shown["status"] else None,
                format_func=notebook.STATUSES.__getitem__,
                placeholder="Differs",
                key=f"claim_status_{version}",
                disabled=not may,
            )
            day = right.date_input(
                "Next step by",
                value=date.fromisoformat(shown["next_date"]) if shown["next_date"] else None,
                key=f"claim_next_date_{version}",
                format="MM/DD/YYYY",
                disabled=not may,
            )
            goes_on = last.form_submit_button(
                "Save, next" if to else "Save",
                key="claim_save",
                type="primary",
                disabled=not may,
                help=rights.why_not("work"),
                width="stretch",
            )
        is_saved = st.form_submit_button(
            "Save", key="claim_save_stay", disabled=not may, type="tertiary"
        )
    _decide_button(own)
    if is_saved or goes_on:
        typed = {
            "status": status or "",
            "assignee": assignee or "",
            "next_date": day.isoformat() if day else "",
        }
        _save(form, own, typed, written.strip(), to if goes_on else None)


def _standing(own: pd.DataFrame) -> dict[str, str]:
    """What stands of these lines now; '' where they differ or have none."""
    days = [f"{day:%Y-%m-%d}" if not pd.isna(day) else "" for day in own["next_date"]]
    return {
        "status": one_of(own["work_status"].tolist()),
        "assignee": one_of(own["assignee"].tolist()),
        "next_date": one_of(days),
    }


def _next(key: str, listed: Sequence[str]) -> str | None:
    place = listed.index(key) + 1 if key in listed else len(listed)
    return listed[place] if place < len(listed) else None


def _save(
    form: Form, own: pd.DataFrame, typed: dict[str, str], written: str, to: str | None
) -> None:
    """Write down what differs from what was on the screen; ask where somebody else was faster."""
    now, seen = _standing(own), form.seen
    changed = {name: value for name, value in typed.items() if value != seen[name]}
    met = [name for name in changed if now[name] not in (seen[name], changed[name])]
    if met:
        standing, mine = ({name: of[name] for name in met} for of in (now, changed))
        editing.show(EditConflict("This claim", standing, mine), "Save again to keep yours.")
        form.seen = seen | standing
        return
    if not changed.get("status", "new"):
        changed.pop("status")
    if written:
        changed["note"] = written
    if changed:
        numbers = zip(own["remitted_line_id"], own["patient_control_number"], strict=True)
        change = notebook.WorkChange(**changed)
        if not editing.saved(lambda: session.review().save_work(dict(numbers), change)):
            return
    elif to is None:
        st.caption("Nothing to save yet.")
        return
    st.session_state.pop("claim_form")
    if to is not None:
        go_to(to)
    context = get_script_run_ctx()
    st.rerun(scope="fragment" if context and context.fragment_ids_this_run else "app")


def _decide_button(own: pd.DataFrame) -> None:
    """A decision about lines like these; its dialog takes the place of the drawer."""
    first = own.iloc[0]
    about = ReviewFilters(payers=(first["payer_name"],), carcs=(first["carc_code"],))
    pressed = st.button(
        "Decide",
        key="claim_decide",
        icon=":material/add_task:",
        type="tertiary",
        disabled=not is_allowed("work"),
        help=rights.why_not("work") or "Record what will be done about denials like this one.",
    )
    if pressed:
        decide.open_about(about)
        st.rerun()


def _events(number: str, events: pd.DataFrame, work: pd.DataFrame) -> None:
    """Every event and every entry of the team, folded, with their download."""
    fold = layout.fold(f"Every event: {count_text(len(events), 'segment')}", "claim_events")
    if not fold:
        return
    with fold:
        whole = events["service_line_number"] == 0
        views.table(
            events.assign(service_line_number=events["service_line_number"].mask(whole)),
            "claim_history",
            (
                "event_date",
                ("event", 150),
                ("detail", 260),
                "group_code",
                "carc_code",
                "remark_code",
                "amount",
                ("file_name", 190),
                "segment_number",
                ("service_line_number", 50),
            ),
            height=min(38 + 35 * len(events), 320),
        )
        if len(work):
            st.markdown(f"**Work**: {count_text(len(work), 'entry', 'entries')}, newest first")
            views.table(
                work.assign(work_status=work["work_status"].map(notebook.STATUSES))[::-1],
                "work_history",
                ("worked_at", "worked_by", "procedure_code", "work_status", "assignee")
                + ("next_step", "next_date", ("note", "large")),
                height=min(38 + 35 * len(work), 210),
            )
        downloads.downloads(
            f"History of claim {number}", {"History": events, "Work": work}, "claim_history"
        )

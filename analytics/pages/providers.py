"""Procedures and providers: where denials are, and who meets some more often than others do."""

from functools import partial

import streamlit as st

from analytics import session
from analytics.components import address, downloads, layout, views
from analytics.components.breakdowns import break_down, explored, provider_patterns
from analytics.components.breakdowns.break_down import KINDS, SORTS
from analytics.components.claim import history
from analytics.components.pane import Pick, pane
from analytics.markup.layout import Action, Choice, chips, crumbs, frame, section, switch
from analytics.measures.names import shown_payer
from analytics.measures.outcomes import OUTCOME_WORDS
from analytics.measures.providers import MORE, providers_sentence
from analytics.measures.sentences import provider_sentence
from analytics.measures.words import count_text

EXAMPLES = 5
SHOWN = ("procedure", "provider", "place_of_service", "diagnosis_chapter", "client")

opened = layout.opening("Procedures and providers")
review, filters = session.review(), session.filters_in_force()
providers = review.ask("denials_by_provider")
layout.stop_if_empty(providers)
names = list(providers["provider_name"].dropna())
by = address.keep("providers_by", "procedure", list(SHOWN))
value = address.keep("providers_sorted", "denied_amount", list(SORTS))
if st.session_state.get("provider_open", "") not in ("", *names):
    st.session_state["provider_open"] = ""  # the filters have left it out
alone = filters.providers[0] if len(filters.providers) == 1 else ""
chosen = address.keep("provider_open", "", names) or alone
patterns = provider_patterns.patterns_of(chosen or None)


def pick(picked: Pick) -> None:
    """For a pick: another breakdown or order, a provider to look into, or the lines of a row."""
    if picked.get("by") in SHOWN:
        st.session_state["providers_by"] = picked["by"]
    elif picked.get("sorted") in SORTS:
        st.session_state["providers_sorted"] = picked["sorted"]
    elif picked.get("do") == "back":
        st.session_state["provider_open"] = ""
    elif picked.get("do") == "lines":
        session.drill(provider=chosen)
    elif picked.get("more"):
        st.session_state["full_breakdown"] = True
    elif picked.get("provider") in names:
        st.session_state["provider_open"] = picked["provider"]
    elif not provider_patterns.opened(picked, patterns):
        rows = break_down.rows_by(by)
        if picked.get(by) in set(rows[KINDS[by].column]):
            session.drill(**{by: picked[by]})


with opened.buttons:
    export = st.popover(
        "Export", key="providers_export", icon=":material/download:", on_change="rerun"
    )
    if export.open:
        with export:
            downloads.downloads(
                "Procedures and providers",
                {
                    KINDS[by].many: break_down.rows_by(by),
                    "Patterns": patterns,
                    **{
                        KINDS[name].many: partial(break_down.rows_by, name)
                        for name in SHOWN
                        if name != by
                    },
                    "Examples": partial(review.ask, "claim_examples", row_limit=EXAMPLES),
                },
                "provider_education",
            )
layout.answer(
    provider_sentence(providers, chosen).replace(chosen, shown_payer(chosen))
    if chosen
    else providers_sentence(providers, patterns)
)
explored.figures(review.narrowed(providers=(chosen,)) if chosen else review, "providers_figures")
left, right = st.columns((640, 480), gap="medium")
with left:
    kinds = chips(
        [Choice(KINDS[name].many, {"by": name}, name == by) for name in SHOWN], "Denials by"
    )
    sorts = switch(
        [Choice(words, {"sorted": name}, name == value) for name, words in SORTS.items()],
        "Sorted by",
    )
    listed = break_down.shown_table(by, value, 10, {"more": by}, chosen, is_brief=True)
    pane(
        frame(kinds, section(f"Denied by {KINDS[by].one.lower()}", listed, sorts, break_down.NOTE)),
        "broken",
        pick,
    )
with right:
    clear = provider_patterns.shown_table(patterns, bool(chosen))
    note = (
        "Same procedure and modifiers, one reason: this provider against all others. It goes with "
        "denials; it does not say why."
    )
    title = "Against others" if chosen else "Denied more often than others"
    if chosen:
        lines = int(providers.set_index("provider_name").loc[chosen, "denied_line_count"])
        back = Action("Back to providers", {"do": "back"}, "back")
        view = Action(f"View {count_text(lines, 'line')}", {"do": "lines"})
        head = crumbs(back, "Providers", shown_payer(chosen), [view] if lines else [])
        pane(frame(head, section(title, clear, "", note)), "patterns", pick)
        downloads.provider_documents(chosen)
    else:
        pane(frame(section(title, clear, "", note)), "patterns", pick)
        st.caption("Choose a provider for its patterns and its education sheet.")

if fold := layout.fold(f"All {KINDS[by].many.lower()}", "full_breakdown"):
    with fold:
        break_down.full_table(by, value, f"all_{by}")
count = int((patterns["verdict"] == MORE).sum())
words = f"{count_text(len(patterns), 'pattern')} compared, most dollars first, {count} more often"
if fold := layout.fold(words, "all_patterns"):
    with fold:
        st.caption(
            "This shows association, not cause, and of so many rows a few stand out by chance. "
            "Click a row to view lines."
        )
        provider_patterns.all_patterns(patterns)
if fold := layout.fold("Example claims", "example_claims"):
    with fold:
        st.caption("Recovered and open lines, most dollars first. Click one for its full history.")
        own = review.narrowed(providers=(chosen,)) if chosen else review
        examples = own.ask("claim_examples", row_limit=EXAMPLES)
        views.table(
            examples.assign(outcome=examples["outcome"].map(OUTCOME_WORDS)),
            history.table_key("claim_examples"),
            (
                "patient_control_number",
                "procedure_code",
                "modifier_codes",
                "diagnosis_codes",
                "carc_code",
                ("reason_label", "medium"),
                "denied_amount",
                "outcome",
                ("put_right_by", "medium"),
                "payer_name",
                "service_date",
                "provider_name",
            ),
            on_pick=history.open_claim,
        )
history.show_open_claim()

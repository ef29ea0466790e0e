"""What a chart says in words, for those who hear it instead of seeing it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import plotly.graph_objects as go

TOLD = 3  # marks told one by one; all of them are in the tables


def alternative(figure: go.Figure, name: str) -> str:
    """One or two sentences: what is drawn, and what its most telling marks say when pointed at.

    Of bars and cells the first ones (they are drawn largest first), of lines the last point, which
    is the newest week.
    """
    told = [trace for trace in figure.data if _said(trace)]
    if not told:
        return f"Chart: {name}."
    bars = [trace for trace in told if trace.type in ("bar", "waterfall")]
    if bars:
        said = _said(bars[0])
        return f"Chart: {name}, {len(said)} bars. {_sentence(said[:TOLD])}"
    is_line = any("lines" in (trace.mode or "") for trace in told)
    points = [_said(trace)[-1] if is_line else _said(trace)[0] for trace in told[:TOLD]]
    count = sum(len(_said(trace)) for trace in told)
    return f"Chart: {name}, {count} points{'; the last' if is_line else ''}: {_sentence(points)}"


def _said(trace: object) -> list[str]:
    """What the marks of a trace say when pointed at; none where it says nothing."""
    for field in ("hovertext", "text"):
        words = getattr(trace, field, None)
        if words is not None and not isinstance(words, str) and len(words):
            return [str(each) for each in words if each]
    return []


def _sentence(words: Iterable[str]) -> str:
    """Several hover texts as one sentence without markup."""
    plain = (re.sub(r"</b><br>", ": ", each, count=1) for each in words)
    return "; ".join(re.sub(r"\s*<[^>]+>\s*", " ", each).strip(" :") for each in plain) + "."

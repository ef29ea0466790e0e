"""The flow, the outcomes and the lags as figure data: what is drawn, what a click stands for."""

import pytest

from analytics.charts.claim_flow import flow_chart
from analytics.charts.lags import lags_by_week_chart
from analytics.charts.outcomes import resolution_chart
from analytics.measures.claim_flow import claim_flow
from analytics.measures.lags import lags_by_week
from analytics.measures.outcomes import marks_of, resolution_curve
from tests.measures.test_outcomes import lags, steps, times


def flow_figure():
    flow = claim_flow(steps())
    return flow_chart(flow.stages, flow.bands, "claim_count")


def test_every_stage_is_a_bar_that_knows_its_claims():
    bars = next(trace for trace in flow_figure().data if trace.type == "bar")
    assert list(bars.x) == [0, 1, 1, 1, 1, 2, 2, 2]
    assert [tuple(pair) for pair in bars.customdata][1:4] == [
        ("paid", None),
        ("denied", None),
        ("rejected", None),
    ]
    assert tuple(bars.customdata[-1]) == (None, "open")
    # 70 and 15 of 100: above the least height both are as high as they are many.
    least = 4
    assert (bars.y[1] - least) / (bars.y[2] - least) == pytest.approx(70 / 15)


def test_stages_of_a_column_do_not_touch():
    bars = next(trace for trace in flow_figure().data if trace.type == "bar")
    for column in (1, 2):
        spans = [
            (top, top + height)
            for x, top, height in zip(bars.x, bars.base, bars.y, strict=True)
            if x == column
        ]
        assert all(below[0] - above[1] > 20 for above, below in zip(spans, spans[1:], strict=False))


def test_every_band_can_be_clicked_all_over():
    figure = flow_figure()
    handles = [
        trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"
    ]
    bands = [trace for trace in figure.data if trace.type == "scatter" and trace.fill == "toself"]
    # Four from the start, six between what happened first and since.
    assert len(handles) == len(bands) == 10
    # The thick band of those paid has rows of points from its upper to its lower edge.
    assert tuple(handles[0].customdata[0]) == ("paid", None)
    assert max(handles[0].y) - min(handles[0].y) > 0.8 * (max(bands[0].y) - min(bands[0].y))
    assert {tuple(key) for trace in handles for key in trace.customdata} >= {
        ("denied", "recovered"),
        ("rejected", "open"),
        ("open", "written_off"),
    }
    assert "Rejected → Recovered" in "".join(trace.hovertext for trace in handles)


def test_labels_tell_counts_and_dollars():
    labels = flow_figure().data[-1]
    assert labels.text[0] == "<b>Submitted</b>  100 claims · $1,000"


def test_the_curve_is_marked_at_its_days():
    curve = resolution_curve(times())
    figure = resolution_chart(curve, marks_of(curve))
    settled, settled_marks, overturned, overturned_marks = figure.data
    assert list(settled.x) == [0, 10, 20, 30, 50, 70]
    assert list(settled_marks.text) == ["55%", "55%"]
    assert list(overturned_marks.text) == ["46%", "46%"]
    assert settled.line.dash != overturned.line.dash


def test_a_curve_of_too_few_draws_nothing():
    curve = resolution_curve(times().head(0))
    assert not any(len(trace.y) for trace in resolution_chart(curve, marks_of(curve)).data)


def test_a_week_not_yet_answered_is_hollow():
    line = lags_by_week_chart(lags_by_week(lags())).data[-1]
    assert list(line.marker.symbol) == ["circle", "circle-open"]
    assert "36 of 40 answered" in line.hovertext[0]

"""Where the flow of claims stands on the screen: stages in columns, bands as curves between them.

Everything is in pixels from the top, so that labels keep their distance whatever the numbers are.
"""

from __future__ import annotations

import pandas as pd

HEIGHT, HEAD, FOOT = 470, 46, 8  # pixels: the picture, above and below its columns
FIRST_TOP = 22.0  # pixels: where the first stages begin, under their labels
GAP = 46  # pixels between two stages, for the label of the lower one
LEAST = 4  # pixels: a stage of one claim among thousands can still be seen and clicked
BAR = 0.045  # width of a stage, of the distance between columns
STEPS = 24  # points along a band


def placed_stages(stages: pd.DataFrame, value: str) -> pd.DataFrame:
    """Stages with ``top`` and ``height``; the last column begins beside the second of the first."""
    tallest = int((stages["column_number"] == 1).sum())
    room = HEIGHT - HEAD - FOOT - FIRST_TOP - GAP * (tallest - 1) - LEAST * tallest
    total = max(float(stages.loc[stages["column_number"] == 0, value].sum()), 1e-9)
    heights = LEAST + stages[value].astype(float) / total * room
    tops: list[float] = []
    below: dict[int, float] = dict.fromkeys((0, 1, 2), FIRST_TOP)
    for number, height in zip(stages["column_number"], heights, strict=True):
        if number == 2 and below[2] == FIRST_TOP:
            below[2] = _second_of_first(stages, tops)
        tops.append(below[number])
        below[number] += height + GAP
    return stages.assign(top=tops, height=heights.to_numpy(), scale=room / total)


def _second_of_first(stages: pd.DataFrame, tops: list[float]) -> float:
    """Where the last column begins: beside the first stage claims flow on from."""
    flowing = [
        top
        for top, number, stage in zip(tops, stages["column_number"], stages["stage"], strict=False)
        if number == 1 and stage != "paid"
    ]
    return max(FIRST_TOP, flowing[0] - GAP / 2) if flowing else FIRST_TOP


def curves(placed: pd.DataFrame, bands: pd.DataFrame, value: str) -> list[dict]:
    """Each band as the way of its middle: from its share of one stage to its share of the next.

    Bands leave and arrive in the order of the stages at their other end, so that few cross.
    """
    at = placed.set_index(["column_number", "stage"])
    orders = {key: place for place, key in enumerate(at.index)}
    left = {key: row.top + LEAST / 2 for key, row in at.iterrows()}
    arrived = dict(left)
    rows = [
        (row, (row.column_number, row.from_stage), (row.column_number + 1, row.to_stage))
        for row in bands.itertuples()
    ]
    drawn = []
    for row, start, end in sorted(rows, key=lambda each: (orders[each[1]], orders[each[2]])):
        thick = float(getattr(row, value)) * placed["scale"].iloc[0]
        first, last = left[start] + thick / 2, arrived[end] + thick / 2
        left[start] += thick
        arrived[end] += thick
        share = [step / STEPS for step in range(STEPS + 1)]
        drawn.append(
            {
                "x": [start[0] + BAR / 2 + part * (1 - BAR) for part in share],
                "y": [first + (last - first) * part * part * (3 - 2 * part) for part in share],
                "thick": max(thick, 1.5),
                "stage": row.to_stage if start[0] == 0 else row.from_stage,
                "key": [row.first_stage, row.final_stage],
                "text": f"<b>{at.loc[start, 'label']} → {at.loc[end, 'label']}</b><br>{row.said}",
            }
        )
    return drawn

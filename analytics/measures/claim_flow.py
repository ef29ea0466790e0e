"""The flow of claims: what happened first, what has become of them, and how many took each way."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.measures.words import count_text, short_dollar_text

SUBMITTED = "submitted"
FIRST_STAGES = {
    "paid": "Paid on first answer",
    "denied": "Denied",
    "rejected": "Rejected",
    "open": "No response yet",
}
FINAL_STAGES = {"recovered": "Recovered", "written_off": "Written off", "open": "Open"}
SUMS = ["claim_count", "charge_amount"]


@dataclass(frozen=True)
class Flow:
    """What the picture shows: stages in three columns, and the bands between them.

    Both frames carry ``first_stage`` and ``final_stage``, the claims a click on them stands for;
    None is any.
    """

    stages: pd.DataFrame
    bands: pd.DataFrame


def claim_flow(steps: pd.DataFrame) -> Flow:
    """The flow from its steps: column 0 sent, 1 what happened first, 2 what has become of it.

    A claim to which nothing has happened yet passes by the stage "No answer yet", so that each
    claim not paid at first stands in each column once. Stages nobody is at are left out.
    """
    at_start = steps["from_stage"] == SUBMITTED
    decided = at_start & steps["to_stage"].isin(["paid", "denied", "rejected"])
    first = steps["from_stage"].mask(at_start, "open").mask(decided, steps["to_stage"])
    steps = steps.assign(first_stage=first, final_stage=steps["to_stage"].mask(decided))
    entries = steps[at_start].groupby("first_stage")[SUMS].sum().reindex(list(FIRST_STAGES))
    entries = entries.dropna().reset_index().assign(final_stage=None)
    ways = steps[~decided].groupby(["first_stage", "final_stage"], as_index=False)[SUMS].sum()
    ends = ways.groupby("final_stage")[SUMS].sum().reindex(list(FINAL_STAGES)).dropna()
    ends = ends.reset_index().assign(first_stage=None)
    start = pd.DataFrame([entries[SUMS].sum()]).assign(first_stage=None, final_stage=None)
    stages = [
        start.assign(column_number=0, stage=SUBMITTED, label="Submitted"),
        entries.assign(
            column_number=1,
            stage=entries["first_stage"],
            label=entries["first_stage"].map(FIRST_STAGES),
        ),
        ends.assign(
            column_number=2,
            stage=ends["final_stage"],
            label=ends["final_stage"].map(FINAL_STAGES),
        ),
    ]
    bands = [
        entries.assign(column_number=0, from_stage=SUBMITTED, to_stage=entries["first_stage"]),
        ways.assign(column_number=1, from_stage=ways["first_stage"], to_stage=ways["final_stage"]),
    ]
    return Flow(_told(stages), _told(bands))


def claims_between(flow: Flow, first_stage: str | None, final_stage: str | None) -> int:
    """How many claims have these stages; None is any.

    The final stage of a claim paid at first is "paid".
    """
    wanted = 0 if final_stage is None else 1
    names = ("column_number", "first_stage", "final_stage", "claim_count")
    bands = zip(*(flow.bands[name].tolist() for name in names), strict=True)
    return sum(
        int(count)
        for column, first, final, count in bands
        if column == wanted
        and (first_stage is None or first == first_stage)
        and (final_stage is None or final == final_stage)
    )


def _told(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The parts one below the other, each row with its numbers in words."""
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    words = [
        f"{count_text(count, 'claim')} · {short_dollar_text(amount)}"
        for count, amount in zip(rows["claim_count"], rows["charge_amount"], strict=True)
    ]
    rows = rows.astype({"first_stage": object, "final_stage": object}).assign(said=words)
    stages = ["first_stage", "final_stage"]
    return rows.assign(**{name: rows[name].where(rows[name].notna(), None) for name in stages})

"""What workers are given to do in tests, by the name of a function here.

In a module that imports little: each worker imports it anew, and one that ends is begun again.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from analytics.vocabulary import DenialsError, TooLarge

if TYPE_CHECKING:
    from analytics.database import SliceTold
    from analytics.load.tasks import SliceToJudge


def has_bad_luck(given: SliceToJudge) -> SliceTold:
    """Judge a slice; those of the first cut do not fit, and with one of the finer a worker ends."""
    from analytics.load import tasks

    if given.handed.folder.name == "cut-1":
        raise TooLarge("too large")
    marker = given.place.folder / "died"
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.judge_handed(given)


def never_fits(_: object) -> None:
    """There is never memory enough."""
    raise TooLarge("too large")


def always_dies(_: object) -> None:
    """End in the middle, as for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def stumbles(_: object) -> None:
    """Fail over what a file holds."""
    raise ValueError("DOE*JANE is no number")


def fails(_: object) -> None:
    """Say why it cannot be done."""
    raise DenialsError("It cannot be done.")


def draws_progress(_: object) -> bool:
    """Whether a database of this process shows how far a question is."""
    from analytics import database

    with database.connect(None) as connection:
        ((is_drawn,),) = connection.execute(
            "select current_setting('enable_progress_bar')"
        ).fetchall()
        return is_drawn

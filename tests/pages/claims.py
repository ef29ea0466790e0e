"""Real 837 and 277CA text for the pages: claims of one week to two payers, four of them refused.

    BLUE LANTERN: 25 claims of $100; BL-1 and BL-2 refused for the provider's number, BL-3 for the
                  member; BL-3 sent again on 16 February and let in
    RED RIVER:    5 claims of $40; RR-1 refused by the clearinghouse for the member

So 4 of 30 claims (13.3%) were refused, $340 charged, and 3 of them wait: $240.
"""

from __future__ import annotations

from pathlib import Path

from tests.given_claims import a_277ca, a_billed_claim, a_billed_line, accepted, an_837, rejected

BLUE = [a_billed_claim(f"BL-{number}") for number in range(1, 26)]
RED = [
    a_billed_claim(f"RR-{number}", [a_billed_line(charge="40.00")], payer="RED RIVER")
    for number in range(1, 6)
]
FILES = {
    "week7.837": an_837(*BLUE, *RED, batch="101", date="20260209"),
    "payer.277": a_277ca(
        rejected(BLUE[0], message="NPI NOT ENROLLED"),
        rejected(BLUE[1]),
        rejected(BLUE[2], "A3", "33", "IL"),
        *(accepted(claim) for claim in BLUE[3:]),
        batch="101",
        date="20260211",
    ),
    "clearinghouse.277": a_277ca(
        rejected(RED[0], "A3", "33", "IL"),
        *(accepted(claim) for claim in RED[1:]),
        batch="101",
        date="20260210",
        by="clearinghouse",
    ),
    "week8.837": an_837(BLUE[2], batch="102", date="20260216"),
    "payer2.277": a_277ca(accepted(BLUE[2]), batch="102", date="20260217"),
}


def written(folder: Path) -> list[Path]:
    """The files, in a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return [folder / name for name in FILES]

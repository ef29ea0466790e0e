"""Eight claims in seven files, followed from their sending to what became of them.

Sent on 9 February 2026, a Monday, for services of the 2nd (7 days), by BLUE LANTERN's claims:

    claim  door        answer 2 March (21 days)   later                    first     since
    C1     let in      paid                                                paid
    C2     let in      paid                                                paid
    D1     let in      CO-97 denied               paid 16 March            denied    recovered
    D2     let in      CO-97 denied               denied again 30 March    denied    open
    D3     let in      CO-50 denied                                        denied    open
    J1     rejected    sent again 23 Feb, paid 16 March (35 days)          rejected  recovered
    W1     let in      none                                                awaiting

RED HARBOR: R1 sent 23 February for a service of the 2nd (21 days), answered 9 March (14 days):
CO-97 denied. Every claim is one line of $100.
"""

from __future__ import annotations

from pathlib import Path

from analytics.load import load_paths
from tests.given import a_claim, a_denied_claim, an_835
from tests.given_claims import a_277ca, a_billed_claim, an_837, rejected

BLUE = {number: a_billed_claim(number) for number in ("C1", "C2", "D1", "D2", "D3", "J1", "W1")}
RED = a_billed_claim("R1", payer="RED HARBOR")
FILES = {
    "sent_0209": an_837(*BLUE.values(), date="20260209", batch="101"),
    "door_0210": a_277ca(rejected(BLUE["J1"]), date="20260210", batch="101"),
    "sent_0223": an_837([BLUE["J1"], RED], date="20260223", batch="102"),
    "remit_0302": an_835(
        a_claim("C1"),
        a_claim("C2"),
        a_denied_claim("D1"),
        a_denied_claim("D2"),
        a_denied_claim("D3", "50"),
        trace="T1",
        date="20260302",
    ),
    "remit_0309": an_835(a_denied_claim("R1"), payer="RED HARBOR", trace="T2", date="20260309"),
    "remit_0316": an_835(a_claim("D1", icn="ICND1-2"), a_claim("J1"), trace="T3", date="20260316"),
    "remit_0330": an_835(a_denied_claim("D2", icn="ICND2-2"), trace="T4", date="20260330"),
}


def a_store_of_them(folder: Path) -> Path:
    """A store that has loaded them all."""
    paths = [folder / f"{name}.edi" for name in FILES]
    for path, text in zip(paths, FILES.values(), strict=True):
        path.write_text(text)
    load_paths(folder / "store", paths)
    return folder / "store"

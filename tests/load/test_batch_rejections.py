"""A 277CA that rejects a batch as a whole is told with its counts where the 837 is not loaded."""

from __future__ import annotations

import pytest

from analytics.load import FileReport
from tests.given_claims import a_277ca, a_billed_claim, accepted, an_837
from tests.load.stores import Store

HEAD = (
    "ISA*00*          *00*          *ZZ*CEDAR          *ZZ*ROWAN          "
    "*260103*1300*^*00501*000000077*0*P*:~GS*HN*CEDAR*ROWAN*20260103*1300*77*X*005010X214~"
    "ST*277*0001*005010X214~BHT*0085*08*ACK77*20260103*1300*TH~"
    "HL*1**20*1~NM1*PR*2*CEDAR HEALTH PLAN*****PI*CHP01~TRN*1*PAYREC1~DTP*050*D8*20260103~"
    "DTP*009*D8*20260103~HL*2*1*21*{has_more}~NM1*41*2*ROWAN CLINIC*****46*SUB1~TRN*2*{batch}~"
)


def a_277(levels: str, batch: str = "REF001", has_more: int = 0) -> str:
    text = HEAD.format(has_more=has_more, batch=batch) + levels
    return text + f"SE*{text.count('~') - 1}*0001~GE*1*77~IEA*1*000000077~"


REFUSED = "STC*A3:24:41*20260103*U*1250~QTY*AA*2~AMT*YY*1250~"


FILES = {
    "batch.277": a_277(REFUSED),
    "provider.277": a_277(
        "STC*A1:19:PR*20260103*WQ*90~QTY*90*3~AMT*YU*90~"
        "HL*3*2*19*0~NM1*85*2*ROWAN CLINIC*****XX*1234567893~TRN*1*P1~"
        "STC*A8:496:85*20260103*U*60~QTY*QC*1~AMT*YY*60~",
        batch="REF002",
        has_more=1,
    ),
    "no_counts.277": a_277("STC*A3:24:41*20260103*U~", batch="REF003"),
    "taken.277": a_277("STC*A1:19:PR*20260103*WQ*250~QTY*90*2~AMT*YU*250~", batch="REF004"),
    "named.277": a_277ca(accepted(a_billed_claim("B1")), batch="7"),
}


Told = tuple[Store, dict[str, FileReport]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A store that has loaded the files, each about a batch of its own, and their reports."""
    folder = tmp_path_factory.mktemp("told")
    store = Store(folder / "store", folder / "files")
    return store, {report.file_name: report for report in store.load(FILES).files}


def messages(store: Store, file_name: str | None = None) -> list[str]:
    rows = store.rows(
        "select file_name, message from marts.findings where finding_code = 'batch_rejected'"
        " order by 1, 2"
    )
    return [message for name, message in rows if file_name in (None, name)]


def test_a_batch_rejected_without_its_837_is_told_with_its_claims_and_dollars(told: Told) -> None:
    store, reports = told

    assert (reports["batch.277"].kind, reports["batch.277"].finding_count) == ("277CA", 1)
    assert messages(store, "batch.277") == [
        "2 claims, $1,250.00 rejected at receiver level (QTY AA, AMT YY); their 837 is not loaded."
    ]


def test_a_provider_rejected_as_a_whole_is_told_by_its_own_counts(told: Told) -> None:
    assert messages(told[0], "provider.277") == [
        "1 claim, $60.00 rejected at provider level (QTY QC, AMT YY); their 837 is not loaded."
    ]


def test_counts_that_are_not_given_are_not_made_up(told: Told) -> None:
    assert messages(told[0], "no_counts.277") == [
        "All claims rejected at receiver level; their 837 is not loaded."
    ]


def test_an_accepted_batch_and_one_that_names_its_claims_are_no_finding(told: Told) -> None:
    store, reports = told

    for name in ("taken.277", "named.277"):
        assert (reports[name].status, messages(store, name)) == ("loaded", [])


@pytest.mark.parametrize("first", ["sent.837", "refused.277"])
def test_once_the_837_is_loaded_its_claims_are_rejected_instead(
    new_store: Store, first: str
) -> None:
    claims = a_billed_claim("B1"), a_billed_claim("B2")
    files = {
        "sent.837": an_837(*claims, batch="101"),
        "refused.277": a_277ca(batch="101", batch_status=("A3", "24", "41")),
    }
    new_store.load_one(first, files.pop(first))
    new_store.load(files)

    assert messages(new_store) == []
    assert new_store.rows("select count(*) from marts.rejections") == [(2,)]
    # The count beside a file is of what is listed of it, in any order of loading.
    assert new_store.rows("select finding_count from marts.files") == [(0,), (0,)]

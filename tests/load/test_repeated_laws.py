"""What load accepts, check accepts: laws of repeated claims on remittances made at random.

Each remittance has its own trace number, so that many are taken in at once; a failure names those
that are at fault.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest

from analytics import database
from tests.load.stores import QuickHouse
from tests.load.test_repeated import ISA

REMITTANCES = 160
FILES = 3
# What a telling may say of a claim: its line and adjustment, given its charge.
MONEY = (
    "CLP*{own}*1*100*80**12*{icn}*11*1~SVC*HC:99213*100*80**1~DTM*472*{day}~CAS*CO*45*20~",
    "CLP*{own}*1*100*0**12*{icn}*11*1~SVC*HC:99213*100*0**1~DTM*472*{day}~CAS*CO*97*100~",
    "CLP*{own}*1*60*60**12*{icn}*11*1~SVC*HC:99214*60*60**1~DTM*472*{day}~",
)
BACK = (
    "CLP*{own}*22*-100*-80**12*{icn}*11*1~SVC*HC:99213*-100*-80**1~DTM*472*{day}~CAS*CO*45*-20~",
    "CLP*{own}*22*-100*0**12*{icn}*11*1~SVC*HC:99213*-100*0**1~DTM*472*{day}~CAS*CO*97*-100~",
)
UNKNOWN = (
    "CLP*{own}*1**80**12*{icn}*11*1~",
    "CLP*{own}*1*100***12*{icn}*11*1~DTM*232*{day}~",
    "CLP*{own}*1*0*0**12*{icn}*11*1~",
    "CLP*{own}*1*100*80**12*{icn}*11*1~CAS*CO*45*20~",
    "CLP*{own}*2*100*80**12*{icn}*11*1~DTM*232*{day}~",
)
PAYERS = ("N1*PR*CEDAR HEALTH*XV*C1~", "N1*PR*Cedar Health, Inc.~")
Maker = Callable[[random.Random], list[list[str]]]
Set = tuple[str, str]  # trace number, and what stands between ST and SE


def a_file(sets: Sequence[Set], number: int) -> str:
    """One interchange; another `number` makes the same content another file."""
    text = f"{ISA.format(number=number)}~GS*HP*A*P*20261001*1200*{number}*X*005010X221A1~"
    for place, (_, body) in enumerate(sets, start=1):
        text += f"ST*835*{place:04d}~{body}SE*{body.count('~') + 2}*{place:04d}~"
    return f"{text}GE*{len(sets)}*{number}~IEA*1*{number:09d}~"


def a_telling(chance: random.Random, trace: str, claims: Sequence[str]) -> Set:
    """One set of a remittance: the payer is named by its id or by its name alone."""
    payer = chance.choice(PAYERS)
    head = f"BPR*I*80*C*CHK************20261001~TRN*1*{trace}*1512345678~{payer}LX*1~"
    return trace, head + "".join(claims)


def altered(chance: random.Random) -> list[list[str]]:
    """The tellings of a remittance: claims repeated, left out, altered, in any order."""
    ways = (*MONEY, *BACK, *(UNKNOWN if chance.random() < 0.5 else ()))
    numbers = (("A1", "K1"), ("A1", ""), ("A2", "K1"), ("0", ""), ("A3", "K3"))
    few = chance.sample(numbers, chance.choice((1, 1, 2)))
    pool = []
    for _ in range(chance.randint(1, 3)):
        own, icn = chance.choice(few)
        day = chance.choice(("20260901", "20260901", "20260902"))
        pool.append(chance.choice(ways).format(own=own, icn=icn, day=day))
    return [chance.choices(pool, k=chance.randint(1, 4)) for _ in range(chance.randint(1, 4))]


def resent(chance: random.Random) -> list[list[str]]:
    """The tellings of a remittance of one claim: answered, and perhaps taken back and so on."""
    own = chance.choice(("A1", "A2"))
    answer, back = (text.format(own=own, icn="K1", day="20260901") for text in (MONEY[0], BACK[0]))
    other = MONEY[2].format(own="A3", icn="K3", day="20260902")
    wholes = ([answer], [answer, answer], [answer, back], [answer, back, answer], [other, answer])
    return [list(chance.choice(wholes)) for _ in range(chance.randint(2, 4))]


def files_of(makers: Sequence[Maker], seed: int) -> list[list[Set]]:
    """The sets of each file: those of a remittance are in one of them, or spread over several."""
    files: list[list[Set]] = [[] for _ in range(FILES)]
    for number in range(REMITTANCES):
        chance = random.Random(f"{seed} {number}")
        for claims in makers[number % len(makers)](chance):
            files[chance.randrange(FILES)].append(a_telling(chance, f"T{number}", claims))
    return files


def taken(house: QuickHouse, files: Sequence[str], loads: Sequence[Sequence[int]]) -> Counter:
    """What is kept of the files, taken in by these loads."""
    for load in loads:
        house.load({f"{place}.835": files[place] for place in load})
    return kept(house)


def kept(house: QuickHouse) -> Counter:
    return Counter(
        house.rows(
            "select trace_number, patient_control_number, payer_claim_control_number,"
            " charge_amount, claims.paid_amount from staging.remitted_claims as claims"
            " left join staging.remittances using (file_id, transaction_set_number)"
        )
    )


def with_a_number(claims: Counter) -> Counter:
    return Counter({claim: count for claim, count in claims.items() if claim[1] != "0"})


def at_fault(house: QuickHouse) -> list[str]:
    """The remittances in which the check finds a claim again."""
    checks = database.run_checks(house.connection, names=["claims_loaded_twice"])
    of_load = database.run_checks(house.connection, 1, names=["claims_loaded_twice"])
    counts = [check.offending_row_count for check in checks]
    assert counts == [check.offending_row_count for check in of_load]
    return [f"{check.first_rows}" for check in checks if check.offending_row_count]


@pytest.fixture
def house(quick_house: QuickHouse) -> Iterator[QuickHouse]:
    yield quick_house
    quick_house.forget()


@pytest.mark.parametrize("loads", [[[0, 1, 2]], [[2, 1, 0]], [[1], [2, 0]]], ids=str)
def test_check_finds_no_claim_again_whatever_was_loaded_and_loading_it_again_changes_nothing(
    house: QuickHouse, loads: list[list[int]]
) -> None:
    sets = files_of([altered, resent], seed=1)
    files = [a_file(each, number) for number, each in enumerate(sets, start=1)]

    first = taken(house, files, loads)
    assert at_fault(house) == []
    assert sum(first.values()) > REMITTANCES

    assert taken(house, files, loads) == first
    # In other envelopes it is other files; what has no number is unknown, and counts again.
    again = taken(house, [a_file(each, number) for number, each in enumerate(sets, 11)], loads)
    assert with_a_number(again) == with_a_number(first)
    assert at_fault(house) == []


def test_what_is_kept_of_a_remittance_told_in_part_and_whole_is_the_same_in_every_order(
    house: QuickHouse,
) -> None:
    files = [a_file(each, number) for number, each in enumerate(files_of([resent], 2), start=1)]
    outcomes = []
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        outcomes.append(taken(house, files, [order]))
        house.forget()

    assert outcomes[0] == outcomes[1] == outcomes[2]


@pytest.mark.parametrize("order", [[0, 1], [1, 0]], ids=str)
@pytest.mark.parametrize("is_one_load", [True, False])
def test_a_set_that_tells_more_of_a_claim_adds_only_what_was_not_loaded(
    house: QuickHouse, order: list[int], is_one_load: bool
) -> None:
    answer, other, back = (
        text.format(own="A1", icn="K1", day="20260901") for text in (MONEY[0], MONEY[2], BACK[0])
    )
    chance = random.Random(0)
    files = [
        a_file([a_telling(chance, "PART", [answer]), a_telling(chance, "BACK", [answer])], 1),
        a_file(
            [
                a_telling(chance, "PART", [answer, other]),
                a_telling(chance, "BACK", [answer, back, other]),
            ],
            2,
        ),
    ]

    left = taken(house, files, [order] if is_one_load else [[place] for place in order])

    # PART: 80 and 60. BACK: 80 - 80 + 60, the correction after the reversal.
    paid = Counter(PART=0, BACK=0)
    for (trace, _, _, _, amount), count in left.items():
        paid[trace] += count * amount
    assert paid == {"PART": 140, "BACK": 60}
    assert at_fault(house) == []


def test_a_correction_that_follows_its_reversal_alone_is_no_other_money(house: QuickHouse) -> None:
    answer, other, back = (
        text.format(own="A1", icn="K1", day="20260901") for text in (MONEY[0], MONEY[2], BACK[0])
    )
    chance = random.Random(0)
    files = [
        a_file([a_telling(chance, "T", [answer])], 1),
        a_file([a_telling(chance, "T", [back, other])], 2),
    ]

    # 80 - 80 + 60
    left = taken(house, files, [[0], [1]])
    assert sum(count * claim[4] for claim, count in left.items()) == 60
    assert at_fault(house) == []

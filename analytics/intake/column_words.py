"""The words practices put over their columns: canonical columns and their synonyms.

The table itself is data, `queries/reference/column_synonyms.csv`: a billing lead may add a row. Its
`strength` says how sure a synonym is: "sure", or "maybe" where practices use one word for several
columns ("Code", "Status", "Claim #"), so that a better header or the values must decide.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from analytics.program import QUERIES

SYNONYMS_PATH = QUERIES / "reference" / "column_synonyms.csv"
# A numbered column ("modifier_#") stands for modifier_1 up to this number.
HIGHEST_NUMBER = {"modifier_#": 4, "diagnosis_code_#": 12}
MOST_NUMBERED = 6

_WORDS = {
    "acct": "account", "acnt": "account", "act": "account", "adj": "adjustment",
    "adjs": "adjustment", "adjust": "adjustment", "adjustments": "adjustment",
    "allow": "allowed", "alw": "allowed", "alwd": "allowed", "amnt": "amount",
    "amounts": "amount", "amt": "amount", "amts": "amount", "auth": "authorization",
    "bill": "billed", "cd": "code", "cde": "code", "cds": "code", "charged": "charge",
    "charges": "charge", "chg": "charge", "chgs": "charge", "chk": "check", "chrg": "charge",
    "ck": "check", "claims": "claim", "clm": "claim", "cntrl": "control", "cod": "code",
    "codes": "code", "coins": "coinsurance", "ctl": "control", "ctrl": "control",
    "ded": "deductible", "den": "denial", "diag": "diagnosis", "dt": "date", "dx": "diagnosis",
    "enc": "encounter", "fname": "first name", "freq": "frequency", "frm": "from",
    "grp": "group", "ident": "id", "identifier": "id", "ids": "id", "ins": "insurance",
    "insur": "insurance", "lname": "last name", "mbr": "member", "mod": "modifier",
    "modif": "modifier", "modifiers": "modifier", "mods": "modifier", "msg": "message",
    "nam": "name", "nbr": "number", "nm": "name", "nmbr": "number", "no": "number",
    "num": "number", "pat": "patient", "payments": "payment", "payor": "payer",
    "payors": "payer", "pd": "paid", "pmt": "payment", "pol": "policy", "prim": "primary",
    "proc": "procedure", "procs": "procedure", "prov": "provider", "prv": "provider",
    "prvdr": "provider", "pt": "patient", "pymt": "payment", "pyr": "payer", "pyrs": "payer",
    "qty": "quantity", "rcvd": "received", "ref": "reference", "remarks": "remark",
    "rend": "rendering", "resp": "responsibility", "rev": "revenue", "rndrng": "rendering",
    "rsn": "reason", "rsp": "responsibility", "seq": "sequence", "serv": "service",
    "srv": "service", "srvc": "service", "sts": "status", "subm": "submitted", "svc": "service",
    "through": "to", "thru": "to", "tot": "total", "unts": "units",
}  # fmt: skip
# How words are cut short in headers without blanks: "srvdate", "chgamt".
_SHORT = {
    "amount": ("amt",), "charge": ("chg", "chrg"), "claim": ("clm",), "code": ("cd",),
    "date": ("dt",), "insurance": ("ins",), "number": ("no", "num", "nbr"),
    "patient": ("pat", "pt"), "payment": ("pmt", "pymt"), "procedure": ("proc",),
    "provider": ("prov", "prvdr"), "service": ("serv", "srv", "svc"),
}  # fmt: skip
_FILLERS = {"of", "the", "s", "for", "usd"}


@dataclass(frozen=True)
class Synonym:
    """One header text that means a canonical column, in plain words."""

    column: str
    kind: str
    words: str
    squeezed: frozenset[str]
    is_sure: bool
    rank: int


def plain_words(header: str) -> str:
    """The header as lower-case words, abbreviations written out and numbers apart.

    >>> plain_words("Pt Acct #"), plain_words("SvcDate"), plain_words("Mod1"), plain_words("Paid $")
    ('patient account number', 'service date', 'modifier 1', 'paid amount')
    """
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    text = re.sub(r"\bw/o\b", "write off", text.lower())
    text = text.replace("#", " number ").replace("$", " amount ").replace("%", " percent ")
    text = re.sub(r"(?<=[a-z])(?=\d)", " ", re.sub(r"[^a-z0-9]+", " ", text))
    words = [_WORDS.get(word, word) for word in text.split() if word not in _FILLERS]
    # "Dx # 1" and "Dx 1" are one header; "Adj Amt ($)" and "Adj Amt" too.
    return re.sub(r"\bnumber (\d)$", r"\1", re.sub(r"\b([a-z]+) \1\b", r"\1", " ".join(words)))


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The table of synonyms in its order, numbered columns written out."""
    with SYNONYMS_PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for rank, row in enumerate(rows):
        numbers = range(1, HIGHEST_NUMBER.get(row["column"], MOST_NUMBERED) + 1)
        for number in numbers if "#" in row["column"] else [0]:
            text = row["synonym"].replace("#", str(number))
            words = plain_words(text)
            # "DATEOFSERVICE" has no blanks to tell its words by.
            squeezed = _squeezed(words) | {text.replace(" ", "")}
            column = row["column"].replace("#", str(number))
            is_sure = row["strength"] == "sure"
            found.append(Synonym(column, row["kind"], words, squeezed, is_sure, rank))
    return tuple(found)


def _squeezed(words: str) -> frozenset[str]:
    """The words without blanks, each whole or cut short."""
    choices = [(word, *_SHORT.get(word, ())) for word in words.split()]
    return frozenset("".join(chosen) for chosen in product(*choices))


@cache
def canonical_columns() -> tuple[str, ...]:
    """Every column an extract may have, in the order of the table of synonyms."""
    return tuple(dict.fromkeys(synonym.column for synonym in synonyms()))

"""What the values of a column say about what it is: shapes, and which number tells a visit."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Values that look right lift a guess a little; values that look wrong sink all but a sure one.
LOOKS_RIGHT, LOOKS_WRONG = 5.0, -30.0
# Codes with their group say more than bare ones.
SAYS_MORE = 2.0

_AMOUNT = re.compile(r"^[-(\u2212]?\s*\$?\s*[-(\u2212]?[\d,]*\.?\d+\s*[-)]?\s*(CR|DR)?$|^\$\s*-$")
_DATE = re.compile(
    r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(19|20)\d{6}|4\d{4}(\.\d+)?$|\d{1,2}[- ]\w{3,9}[- ]\d{2,4}"
    r"|\w{3,9} \d{1,2},? \d{4})\b"
)
_GROUPED = re.compile(r"^(CO|PR|OA|PI|CR)[\s*:/|_-]*[A-Z]?\d")
_REASON = re.compile(
    r"^(CO|PR|OA|PI|CR)?[\s*:/|_-]*(\d{1,3}|[ABDPWY]\d{1,2})(?![\d.])(\W.*)?$", re.S
)
_REMARK = re.compile(r"^(MA|M|N)\d{1,4}\b.*$", re.S)
_MODIFIER = re.compile(r"^[A-Z0-9]{2}([\s,;:/|-]+[A-Z0-9]{2})*$")
_SHAPES = {
    "procedure_code": re.compile(r"^([A-Z]{2}[:*>])?[A-Z0-9]\d{3}[A-Z0-9](\.0)?([\s:*,-].*)?$"),
    "modifiers": _MODIFIER,
    "modifier": _MODIFIER,
    "reason_codes": _REASON,
    "reason_code": _REASON,
    "group_code": re.compile(r"^(CO|PR|OA|PI|CR)([\s,;|/]+(CO|PR|OA|PI|CR))*$"),
    "adjustment_amounts": re.compile(r"^[-($\s]*\d[\d.,;|\s$()-]*$"),
    "remark_codes": _REMARK,
    "remark_code": _REMARK,
    "provider_npi": re.compile(r"^[12]\d{9}$"),
    "billing_provider_npi": re.compile(r"^[12]\d{9}$"),
    "facility_type_code": re.compile(r"^\d{1,2}$"),
    "bill_type_code": re.compile(r"^0?\d{2}[0-9A-Z]$"),
    "payer_sequence_code": re.compile(r"^([PST]|[123]|PRIM|SEC|TERT)"),
    "units": re.compile(r"^-?\d{1,5}(\.\d+)?$"),
    "service_line_number": re.compile(r"^\d{1,3}$"),
    "denial_flag": re.compile(r"^([YNTFX01]|YES|NO|TRUE|FALSE|.*(DEN[IY]|REJECT|PAID|PART).*)$"),
}
# A payer's number of a claim has at least so many letters and digits, a practice's mostly fewer.
_PAYER_NUMBER_LENGTH = 11
_FEW = 5


def value_bonus(column: str, values: Sequence[str], row_count: int) -> float:
    """What the sample values (capitals, none empty) say for or against a column; 0 if nothing."""
    if column in ("remit_date", "patient_control_number"):
        # A date of checks that denied lines lack is not the date of the answer.
        if row_count >= _FEW and len(values) < 0.3 * row_count:
            return LOOKS_WRONG
    shape = _SHAPES.get(column) or _SHAPES.get(re.sub(r"_\d$", "", column))
    if column.endswith("_amount"):
        shape = _AMOUNT
    elif column.endswith("_date"):
        shape = _DATE
    if shape is None or not values:
        if column.endswith("_name") and values and all(value.isdigit() for value in values):
            return LOOKS_WRONG
        return 0.0
    if column == "denied_amount" and set(values) == {"0", "1"}:
        return LOOKS_WRONG  # a flag
    share = sum(1 for value in values if shape.match(value)) / len(values)
    bonus = LOOKS_RIGHT if share >= 0.8 else LOOKS_WRONG if share <= 0.2 else 0.0
    if column == "reason_codes" and any(_GROUPED.match(value) for value in values):
        bonus += SAYS_MORE
    return bonus


def is_practices_number(values: Sequence[str]) -> bool:
    """Whether the numbers of a claim are the practice's own: shorter than those of payers."""
    given = [value for value in values if value]
    return bool(given) and max(map(len, given)) < _PAYER_NUMBER_LENGTH

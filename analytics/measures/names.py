"""Names as people read them: payers in title case and short; small counts as words."""

from __future__ import annotations

import re
from collections.abc import Iterable

SMALL_WORDS = {"of", "and", "the", "for", "in", "at"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_VOWEL = re.compile(r"[AEIOUY]")


def shown_payer(name: object) -> str:
    """A payer's name in title case; one that has small letters already stays as it is.

    A name that no file gives says so.

    >>> shown_payer("BLUE LANTERN HEALTH"), shown_payer("BCBS OF OHIO"), shown_payer("Oak Plan")
    ('Blue Lantern Health', 'BCBS of Ohio', 'Oak Plan')
    >>> shown_payer(None)
    'Not named'
    """
    if not isinstance(name, str):
        return "Not named"
    if name != name.upper():
        return name
    words = name.split()
    return " ".join(_shown_word(word, is_first=place == 0) for place, word in enumerate(words))


def short_payers(names: Iterable[str]) -> dict[str, str]:
    """Payers by name, each shortened to its first words, as many as tell it from the others.

    >>> short_payers(["BLUE LANTERN HEALTH", "OAK PLAN OF OHIO", "OAK PLAN OF IOWA"])
    {'BLUE LANTERN HEALTH': 'Blue Lantern', 'OAK PLAN OF OHIO': 'Oak Plan of Ohio', \
'OAK PLAN OF IOWA': 'Oak Plan of Iowa'}
    """
    words = {name: shown_payer(name).split() for name in names}
    return {
        name: next(
            (
                " ".join(said[:count])
                for count in range(2, len(said))
                if said[count - 1] not in SMALL_WORDS
                and sum(other[:count] == said[:count] for other in words.values()) == 1
            ),
            " ".join(said),
        )
        for name, said in words.items()
    }


def number_word(count: int) -> str:
    """A small count as a word.

    >>> number_word(2), number_word(12)
    ('two', '12')
    """
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def lower_first(label: str) -> str:
    """A label within a sentence; abbreviations stay.

    >>> lower_first("No authorization"), lower_first("NCCI code pair conflict"), lower_first("")
    ('no authorization', 'NCCI code pair conflict', '')
    """
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def short_label(label: str) -> str:
    """A reason's label where there is hardly any room: above a column.

    >>> short_label("No authorization"), short_label("Level of care, too high")
    ('No auth', 'Level of care')
    """
    return label.partition(",")[0].replace("authorization", "auth").replace("Authorization", "Auth")


def _shown_word(word: str, is_first: bool) -> str:
    """Abbreviations stay in capitals: what has no vowel, or a digit."""
    if word.lower() in SMALL_WORDS and not is_first:
        return word.lower()
    if not _VOWEL.search(word) or any(letter.isdigit() for letter in word):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))

"""The stylesheet's colors: those of the design, and words that can be read on their grounds."""

from __future__ import annotations

import re

import pytest

from analytics.markup.layout import stylesheet

TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", stylesheet()
    )
}
# Words on what they may stand on.
PAIRS = [
    ("ink", "page"),
    ("muted", "page"),
    ("muted", "raised"),
    ("muted", "selected"),
    ("muted", "usual"),
    ("muted", "attention-ground"),
    ("faint", "page"),
    ("action", "page"),
    ("action", "selected"),
    ("on-action", "action"),
    ("attention-text", "page"),
    ("attention-text", "attention-ground"),
    ("page", "ink"),
]
LEAST = 4.5  # WCAG 2.2, 1.4.3, for text of this size


def luminance(color: tuple[float, ...]) -> float:
    """WCAG's relative luminance."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))


def contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("words, ground", PAIRS, ids=[" on ".join(pair) for pair in PAIRS])
def test_words_can_be_read_on_their_ground(words: str, ground: str, scheme: int) -> None:
    assert contrast(rgb(TOKENS[words][scheme]), rgb(TOKENS[ground][scheme])) >= LEAST


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_number_in_a_cell_can_be_read_however_dark_the_cell(scheme: int) -> None:
    heat, page = rgb(TOKENS["heat"][scheme]), rgb(TOKENS["page"][scheme])
    levels = re.findall(r"\.heat-(\d) \{\s*--shade: (\d+)%;(\s*color: #ffffff;)?", stylesheet())
    assert [level for level, _, _ in levels] == list("123456789")
    for _, shade, white in levels:
        part = int(shade) / 100
        ground = tuple(part * a + (1 - part) * b for a, b in zip(heat, page, strict=True))
        words = (1.0, 1.0, 1.0) if white else rgb(TOKENS["ink"][scheme])
        assert contrast(words, ground) >= LEAST


def test_no_color_stands_outside_of_the_tokens() -> None:
    """Colors are named once, so that light and dark change together."""
    below = stylesheet().split("container: dr")[1]
    plain = re.sub(r"light-dark\([^)]*\)", "", below)
    # White is the number on the darkest cell, in both schemes.
    assert set(re.findall(r"#\w{3,8}\b", plain)) == {"#ffffff"}

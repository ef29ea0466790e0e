"""Text on its way into a label: the one place where data becomes Markdown that shows as it is.

Buttons, expanders, toasts, tabs, pills, metrics, captions and messages are drawn as Markdown, and
whoever names a payer, a file or a view must not thereby draw a picture, a link, an icon or a
formula. What is taken up before escapes are undone gets a backslash. What Streamlit looks for
afterwards, in the text itself (addresses, `:icons:`, arrows), is parted by a character that nobody
sees.
"""

import re

PARTED = "\u2060"  # word joiner: no width, no line break
_SIGNS = re.compile(r"([\\`*_\[\]<>$~#|&])")
_ADDRESSES = re.compile(r"(:)(?=\S)|(\bwww)(?=\.)|(@)(?=\w)", re.IGNORECASE)
_ARROWS = re.compile(r"([-<>~=])(?=\\?[-<>~=])")
_OPENS_LIST = re.compile(r"^(\d*)([-+.)])(?=\s|$)")
# What turns the direction of reading, and would turn the rest of the sentence too.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u0000-\u0008]")


def plain(text: object) -> str:
    """Text that a label shows letter for letter, on one line."""
    line = " ".join(_UNSEEN.sub("", str(text)).split())
    line = _OPENS_LIST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line))
    line = _ARROWS.sub(rf"\1{PARTED}", line)
    return _ADDRESSES.sub(lambda found: found[0] + PARTED, line)

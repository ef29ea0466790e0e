"""Text on its way to markdown."""


def plain(text: str) -> str:
    """Text that markdown leaves as it is."""
    for sign in "\\`*_[]<>$~#":
        text = text.replace(sign, f"\\{sign}")
    return text

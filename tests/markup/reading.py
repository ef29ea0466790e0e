"""Reads the HTML of blocks as a browser does: tags, attributes, texts, buttons and their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input"}


@dataclass
class Element:
    """A tag with its attributes and all the text within it."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called for those who hear it."""
        return (self.attributes.get("aria-label") or self.text).strip()


@dataclass
class Document:
    """What was read, in order; ``faults`` says what is not closed where it should be."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def values(self, name: str) -> list[str]:
        return [e.attributes[name] for e in self.elements if name in e.attributes]

    @property
    def text(self) -> str:
        return self.elements[0].text if self.elements else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document, self.open = Document(), []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.document.faults.append(f"<{tag}> has an attribute twice")
        within = tuple(element.tag for element in self.open)
        element = Element(tag, {name: value or "" for name, value in attrs}, within)
        self.document.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.document.faults.append(f"</{tag}> closes nothing")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(html: str) -> Document:
    reader = _Reader()
    reader.feed(f"<main>{html}</main>")
    reader.close()
    reader.document.faults += [f"<{element.tag}> stays open" for element in reader.open]
    return reader.document

"""Columns of a workbook whose numbers are shown with leading zeros (number format 00000).

The reader of workbooks hands on 123 where Excel shows 00123; the format stands in the styles of the
file. Read with patterns, in bounded pieces: no parser that a file could lead astray.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

_MOST_BYTES = 4 * 1024**2
_NUMBER_FORMAT = re.compile(rb'<numFmt\b[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_CELL_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.S)
_STYLE = re.compile(rb'<xf\b[^>]*?numFmtId="(\d+)"')
_SHEET = re.compile(rb'<sheet\b[^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGETS = (
    re.compile(rb'<Relationship\b[^>]*?Id="([^"]*)"[^>]*?Target="([^"]*)"'),
    re.compile(rb'<Relationship\b[^>]*?Target="([^"]*)"[^>]*?Id="([^"]*)"'),
)
_CELL = re.compile(rb"<c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})\d+"')
_STYLE_OF_CELL = re.compile(rb'\bs="(\d+)"')
_TEXT_CELL = re.compile(rb'\bt="(?!n")')


def zero_padded_columns(path: Path, sheet_name: str) -> dict[int, int]:
    """The columns (first = 0) of a sheet that show leading zeros, and to how many digits."""
    try:
        with zipfile.ZipFile(path) as archive:
            widths = _widths_of_styles(_start_of(archive, "xl/styles.xml"))
            if not widths:
                return {}
            sheet = _start_of(archive, _member_of(archive, sheet_name))
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return {}
    return _widths_of_columns(sheet, widths)


def _widths_of_styles(styles: bytes) -> dict[int, int]:
    """The number of digits of each cell style that pads with zeros."""
    formats = {}
    for number, code in _NUMBER_FORMAT.findall(styles):
        first = code.split(b";")[0]
        if re.fullmatch(rb"0{2,20}", first):
            formats[number] = len(first)
    block = _CELL_STYLES.search(styles)
    used = _STYLE.findall(block[0]) if block and formats else []
    return {place: formats[number] for place, number in enumerate(used) if number in formats}


def _widths_of_columns(sheet: bytes, widths: dict[int, int]) -> dict[int, int]:
    """The columns whose numbers mostly have such a style, with their usual number of digits."""
    seen: dict[int, Counter[int]] = {}
    for cell in _CELL.finditer(sheet):
        attributes = cell[1]
        place = _PLACE.search(attributes)
        if place is None or _TEXT_CELL.search(attributes):
            continue
        style = _STYLE_OF_CELL.search(attributes)
        width = widths.get(int(style[1]), 0) if style else 0
        seen.setdefault(_number_of(place[1]), Counter())[width] += 1
    usual = {column: counts.most_common(1)[0][0] for column, counts in seen.items()}
    return {column: width for column, width in usual.items() if width}


def _number_of(letters: bytes) -> int:
    """The place of a column named by letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _member_of(archive: zipfile.ZipFile, sheet_name: str) -> str:
    """The file in the archive that holds a sheet."""
    sheets = dict(_SHEET.findall(_start_of(archive, "xl/workbook.xml")))
    relations = _start_of(archive, "xl/_rels/workbook.xml.rels")
    targets = dict(_TARGETS[0].findall(relations))
    targets |= {key: target for target, key in _TARGETS[1].findall(relations)}
    target = targets[sheets[_escaped(sheet_name)]].decode()
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _escaped(name: str) -> bytes:
    """A name as XML writes it within quotes."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        name = name.replace(sign, written)
    return name.encode()


def _start_of(archive: zipfile.ZipFile, member: str) -> bytes:
    """The first bytes of a file in the archive."""
    with archive.open(member) as file:
        return file.read(_MOST_BYTES)

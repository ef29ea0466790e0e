"""Transaction sets as the rows that SQL splits: one Arrow batch per part of a set."""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

_LATIN_1 = "latin-1 where not utf-8"
# What a part of a transaction set is to SQL; Arrow comes in only where rows are taken in.
SETS = {
    "file_id": "large_string",
    "transaction_set_number": "int32",
    "part_number": "int32",
    "loops_before": "int32",
    "inner_loops_before": "int32",
    "segments_before": "int64",
    "first_segment_number": "int64",
    "group_header": "large_string",
    "body": "large_string",
}


class SetPart(Protocol):
    """What the database takes of a transaction set; `analytics.intake.x12` says what each is."""

    @property
    def transaction_set_number(self) -> int: ...

    @property
    def part_number(self) -> int: ...

    @property
    def loops_before(self) -> int: ...

    @property
    def inner_loops_before(self) -> int: ...

    @property
    def segments_before(self) -> int: ...

    @property
    def first_segment_number(self) -> int: ...

    @property
    def group_header(self) -> str: ...

    @property
    def body(self) -> bytes: ...


def table_of_sets(parts: Sequence[tuple[str, SetPart]]) -> pa.Table:
    """The parts as the rows of `temp.transaction_sets`."""
    import pyarrow as pa

    schema = schema_of_sets()
    batches = [
        pa.record_batch(
            [
                _text_array(file_id.encode()),
                _number_array("i", part.transaction_set_number),
                _number_array("i", part.part_number),
                _number_array("i", part.loops_before),
                _number_array("i", part.inner_loops_before),
                _number_array("q", part.segments_before),
                _number_array("q", part.first_segment_number),
                _text_array(part.group_header.encode()),
                _text_array(part.body),
            ],
            schema=schema,
        )
        for file_id, part in parts
    ]
    return pa.Table.from_batches(batches, schema=schema)


def schema_of_sets() -> pa.Schema:
    """The columns of `temp.transaction_sets`."""
    import pyarrow as pa

    return pa.schema([(name, pa.type_for_alias(kind)) for name, kind in SETS.items()])


def _number_array(code: str, number: int) -> pa.Array:
    """One number, from its bytes: `pa.array` would bring in pandas, which no load needs."""
    import pyarrow as pa

    kind = pa.int32() if code == "i" else pa.int64()
    return pa.Array.from_buffers(kind, 1, [None, pa.py_buffer(array(code, [number]))])


def _text_array(body: bytes) -> pa.Array:
    """One text of unknown encoding, not copied if it is ASCII.

    Each byte that is not UTF-8 is read as Latin-1: byte by byte, so that where a large set is cut
    into parts makes no difference.
    """
    import pyarrow as pa

    if not body.isascii():
        body = body.decode(errors=_LATIN_1).encode()
    ends = pa.py_buffer(array("q", [0, len(body)]))
    return pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(body)])


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """The letters of Windows, which has apostrophes and dashes where Latin-1 has nothing."""
    assert isinstance(error, UnicodeDecodeError)
    odd = error.object[error.start : error.end]
    try:
        return odd.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return odd.decode("latin-1"), error.end


codecs.register_error(_LATIN_1, _as_latin_1)

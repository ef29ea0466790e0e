"""Inputs for `fuzz`: valid invented files of every kind, and what is done to them."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
MOST_BYTES = 300_000
# A file says when it was made: always this, so that a seed makes the same inputs on any day.
MADE_ON = datetime(2026, 1, 1)
CSV = """Acct,Payer,Payer ID,DOS,CPT,Mod,Charge,Paid,Allowed,Denial Codes,Remark,Paid On,Check #,Pt
A1,BLUE LANTERN,60054,09/01/2026,99213,25,120.00,0.00,,CO-97,N390,10/01/2026,E1,DOE JANE
A2,BLUE LANTERN,60054,09/01/2026,99214,,180.00,100.00,150.00,CO-45,,10/01/2026,E1,ROE RICHARD
A3,"HARBOR, INC",60055,09/02/2026,87880,"25, 59","1,200.00",(12.50),,CO-16; CO-45,M51,2026-10-02,E2
Total,,,,,,1500.00,87.50,,,,,,
"""
CLAIMS_CSV = """Claim #,Payer,CPT,Charge,DOS,Submission Date,NPI,Dx 1
B1,BLUE LANTERN,99213,120.00,20260901,20260905,1234567893,J06.9
B2,BLUE LANTERN,99214,180.00,20260901,20260905,1234567893,E11.9
"""
ODD_CELLS = (
    b"", b"-", b"0", b"-0.00", b"1e9", b"1E400", b"99999999999999999999.99", b"NaN", b"inf",
    b"$1,2,3", b"20269999", b"00000000", b"99991231", b"2026-02-30", b"\x00", b"\xff\xfe", b"\xe9",
    "é中\u202e".encode(), b"'; drop table raw.files; --", b"=1+1", b"<b>", b"A" * 5000, b" ",
    b"\x1c\x1d\x1e\x1f", b"0001-01-01", b"18-31", b"ISA", b"ST*835", b"\r\n", b'"', b"%s", b"{}",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-32", "cp037", "utf-7")


def originals() -> dict[str, bytes]:
    """A valid file of each kind, by a name that says which."""
    files = {path.name: path.read_bytes() for path in sorted(GOLDEN.iterdir()) if path.is_file()}
    files.pop("README.md", None)
    files |= {"extract.csv": CSV.encode(), "claims.csv": CLAIMS_CSV.encode()}
    files["extract.tsv"] = CSV.replace(",", "\t").encode()
    frame = pd.read_csv(io.StringIO(CSV))
    for name, write in (("extract.xlsx", _workbook), ("extract.parquet", frame.to_parquet)):
        stream = io.BytesIO()
        write(stream) if name.endswith("parquet") else write(frame, stream)
        files[name] = stream.getvalue()
    remittance = files["every_field.835"]
    files["batch.zip"] = _zip({"a.835": remittance, "b/c.csv": CSV.encode()})
    files["nested.zip"] = _zip({"inner.zip": _zip({"a.835": remittance}), "x.xlsx": b"PK\3\4"})
    files["era.835.gz"] = gzip.compress(remittance, mtime=0)
    return files


def mutated(chance: random.Random, name: str, files: dict[str, bytes]) -> bytes:
    """The file with a few things done to it; about one in thirty stays as it was."""
    content = _of_its_own(files[name], chance.randrange(10**8))
    is_text = not name.endswith((".xlsx", ".zip", ".gz", ".parquet"))
    ways = [*ANY_WAYS, *(TEXT_WAYS if is_text else ())]
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 5, 8, 13))):
        if content:
            content = chance.choice(ways)(chance, content)[:MOST_BYTES]
    if not is_text and chance.random() < 0.3:  # repaired, so that what is inside is reached
        return content
    if name.endswith(".zip") and chance.random() < 0.5:
        inner = mutated(chance, chance.choice([n for n in files if n != name]), files)
        good = _of_its_own(files["every_field.835"], chance.randrange(10**8))
        return _zip({chance.choice(ODD_NAMES): inner, "good.835": good})
    if is_text and chance.random() < 0.05:
        return gzip.compress(content, mtime=0)
    return content


def _of_its_own(content: bytes, number: int) -> bytes:
    """The file as another remittance, batch or acknowledgment, so that it is no repetition."""
    marks = (b"TRN*1*", b"TRN*2*", b"BHT*0019*00*", b"BHT*0085*08*", b"AK1*HC*")
    for mark in marks:
        content = content.replace(mark, b"%b%d" % (mark, number))
    return re.sub(rb"(?<=[,\t])E([12])(?=[,\t])", b"E%d\\1" % number, content)


def _workbook(frame: pd.DataFrame, stream: io.BytesIO) -> None:
    with pd.ExcelWriter(stream, engine="xlsxwriter") as writer:
        writer.book.set_properties({"created": MADE_ON})
        frame.to_excel(writer, index=False)


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ODD_NAMES = (
    "a.835", "../up.835", "/root.835", ".", "..", " ", "a" * 300 + ".835", "é中.csv", "a\nb.csv",
    "con", "a/b/../c.835", "\u202eexe.835", "x" * 60_000,
)  # fmt: skip


def _at(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content))


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        changed[_at(chance, content)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _set_bytes(chance: random.Random, content: bytes) -> bytes:
    changed, at = bytearray(content), _at(chance, content)
    changed[at : at + chance.choice((1, 2, 4, 8))] = chance.choice(
        (b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b"\x00\x00\x00\x00\x00\x00")
    )
    return bytes(changed)


def _truncate(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] if chance.random() < 0.7 else content[at:]


def _drop(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] + content[at + chance.choice((1, 2, 10, 100, 1000)) :]


def _insert_noise(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] + chance.randbytes(chance.choice((1, 3, 30, 300))) + content[at:]


def _twice(chance: random.Random, content: bytes) -> bytes:
    return content + content if chance.random() < 0.5 else content + content[_at(chance, content) :]


def _segments(content: bytes) -> tuple[list[bytes], bytes]:
    end = b"~" if content.count(b"~") > 3 else b"\n"
    return content.split(end), end


def _move_segments(chance: random.Random, content: bytes) -> bytes:
    """Segments or rows deleted, doubled or exchanged."""
    pieces, end = _segments(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        what = chance.randrange(4)
        if what == 0 and len(pieces) > 1:
            del pieces[at]
        elif what == 1:
            pieces.insert(other, pieces[at])
        elif what == 2:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            pieces[at:at] = [pieces[at]] * chance.choice((2, 10, 100))
    return end.join(pieces)


def _odd_cell(chance: random.Random, content: bytes) -> bytes:
    """One element or cell becomes something no one expects there."""
    pieces, end = _segments(content)
    mark = b"*" if end == b"~" else (b"\t" if content.count(b"\t") > 5 else b",")
    at = chance.randrange(len(pieces))
    cells = pieces[at].split(mark)
    cells[chance.randrange(len(cells))] = chance.choice(ODD_CELLS)
    pieces[at] = mark.join(cells)
    return end.join(pieces)


def _shift_cells(chance: random.Random, content: bytes) -> bytes:
    """The cells of one row move by one: names stand where amounts should."""
    pieces, end = _segments(content)
    mark = b"*" if end == b"~" else b","
    at = chance.randrange(len(pieces))
    cells = pieces[at].split(mark)
    pieces[at] = mark.join([*cells[:1], b"", *cells[1:]] if chance.random() < 0.5 else cells[1:])
    return end.join(pieces)


def _other_delimiter(chance: random.Random, content: bytes) -> bytes:
    return content.replace(
        bytes([chance.choice(b"~*:^,\n\t")]),
        bytes([chance.choice(b"~*:^|;,\n\r\t\x1c\x1e A0\xe9")]),
    )


def _other_encoding(chance: random.Random, content: bytes) -> bytes:
    return content.decode("latin-1").encode(chance.choice(ENCODINGS), errors="replace")


def _line_ends(chance: random.Random, content: bytes) -> bytes:
    end = chance.choice((b"\r\n", b"\r", b"", b"\n\n", b"\x85"))
    return content.replace(b"\n", end) if b"\n" in content else content.replace(b"~", b"~" + end)


def _wide(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(line + b",x" * chance.choice((1, 480, 600, 20_000)) for line in lines[:5])


Way = Callable[[random.Random, bytes], bytes]
ANY_WAYS: tuple[Way, ...] = (_flip, _set_bytes, _truncate, _drop, _insert_noise, _twice)
TEXT_WAYS: tuple[Way, ...] = (
    _move_segments, _move_segments, _odd_cell, _odd_cell, _odd_cell, _shift_cells, _other_delimiter,
    _other_encoding, _line_ends, _wide,
)  # fmt: skip

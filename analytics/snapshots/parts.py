"""Parts of a snapshot: a folder beside its file, with a list of what is in it.

`denials-000042.parts` has a folder per table and in each the Parquet files with its rows, as
`analytics/database` writes them. `parts.json` says of every file how large it is and its checksum;
the pointer has the checksum of that list. So a part that is missing or damaged is found like a
damaged snapshot, and named.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from analytics.snapshots import files
from analytics.vocabulary import Parts

LIST = "parts.json"


def parts_of(store: Path, number: int) -> Parts:
    """Where the parts of a published snapshot are, if it has any."""
    return Parts(number, store / f"denials-{number:06d}.parts")


def parts_of_draft(path: Path) -> Parts:
    """Where parts are written, for the draft whose file is at `path`."""
    number = int(path.name.split("-")[1].split(".")[0])
    return Parts(number, path.with_name(f"denials-{number:06d}.building.parts"))


def seal(folder: Path) -> str:
    """Put parts on disk and write the list of them; its checksum."""
    found = {}
    for name, path in _names_in(folder).items():
        files.keep_to_owner(path)
        files.sync_file(path)
        found[name] = {"byte_count": path.stat().st_size, "checksum": files.checksum_of(path)}
    files.write_whole(folder / LIST, json.dumps(found, indent=1))
    for each in (folder, *folder.iterdir()):
        if each.is_dir():
            each.chmod(files.OWNER_ONLY_FOLDER)
            files.sync_folder(each)
    return files.checksum_of(folder / LIST)


def remove(its: Parts) -> None:
    """Remove parts, if there are any."""
    if its.folder.is_dir():
        files.remove(its.folder)


def byte_count(folder: Path) -> int:
    """How large parts are together."""
    return sum(each["byte_count"] for each in _listed(folder).values())


def damage_seen(folder: Path, checksum: str) -> str:
    """What is wrong with parts at a look: one is missing, or of another size; '' if none is."""
    try:
        listed = _listed(folder)
        if checksum:
            is_as_published = files.checksum_of(folder / LIST) == checksum
        else:  # nobody vouches for the list: it is to name what is there
            is_as_published = listed.keys() == _names_in(folder).keys()
        if not is_as_published:
            return f"the list of its parts, {folder.name}/{LIST}, is not as it was published"
        for name, said in listed.items():
            size = (folder / name).stat().st_size
            if size != said["byte_count"]:
                return (
                    f"its part {folder.name}/{name} has {size:,} bytes and was published with "
                    f"{said['byte_count']:,}"
                )
    except FileNotFoundError as fault:
        where = Path(fault.filename).relative_to(folder.parent).as_posix()
        return f"its part {where} is missing"
    except OSError as fault:
        return f"its parts cannot be read ({fault.strerror})"
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"the list of its parts, {folder.name}/{LIST}, cannot be read"
    return ""


def damage_of(folder: Path, checksum: str, checksum_of: Callable[[Path], str]) -> str:
    """The same, with every part read through."""
    if reason := damage_seen(folder, checksum):
        return reason
    for name, said in _listed(folder).items():
        if checksum_of(folder / name) != said["checksum"]:
            return f"the bytes of its part {folder.name}/{name} are not those that were published"
    return ""


def _names_in(folder: Path) -> dict[str, Path]:
    """The files of parts that are there, by how the list names them."""
    paths = sorted(folder.rglob("*.parquet"))
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _listed(folder: Path) -> dict[str, dict]:
    return json.loads((folder / LIST).read_bytes())

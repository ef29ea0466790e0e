"""Where the program's own files are: SQL, pages' frame, sample data, and what Streamlit is told.

In a checkout they are beside the folder `analytics`. An installed program carries them in
`analytics/carried`, in the same order (setup.py puts them there).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CARRIED = PACKAGE / "carried"
IS_INSTALLED = CARRIED.is_dir()
ROOT = CARRIED if IS_INSTALLED else PACKAGE.parent

APP = ROOT / "app.py"
QUERIES = ROOT / "queries"
DOCS = ROOT / "docs"


def data_folder() -> Path:
    """Where data is kept if nobody says otherwise: `data` in the checkout; else the user's own.

    An installed program is started from anywhere, so a folder of where it was started would show
    other data from one day to the next.
    """
    return user_folder() if IS_INSTALLED else ROOT / "data"


def user_folder() -> Path:
    """The folder in which this system keeps a user's data of this program."""
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "denials"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "denials"
    said = os.environ.get("XDG_DATA_HOME", "")
    # A relative one is invalid and ignored, as the XDG base directory specification says.
    base = Path(said) if Path(said).is_absolute() else Path.home() / ".local" / "share"
    return base / "denials"


def cache_folder() -> Path:
    """The folder for what can be made again at any time; DENIALS_CACHE names another."""
    if said := os.environ.get("DENIALS_CACHE", ""):
        return Path(said)
    if os.name == "nt":
        return user_folder() / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "denials"
    kept = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(kept) if Path(kept).is_absolute() else Path.home() / ".cache"
    return base / "denials"


def find_sample_data() -> None:
    """Let `import sample_data` find it, wherever the program was started."""
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))


def page_file(name: str) -> Path:
    """The script of a page, as Streamlit is told where to go."""
    return PACKAGE / "pages" / f"{name}.py"

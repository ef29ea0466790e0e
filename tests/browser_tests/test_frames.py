"""Nothing of a patient goes over the wire: every websocket frame of every page, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, WebSocket, expect

from analytics.components.frame.navigation import TITLES
from analytics.load import load_paths
from tests.browser_tests.conftest import Dashboard
from tests.browser_tests.screen import Screen
from tests.patients import EXTRACTS, marked_files, marks_in

PAGES = list(TITLES)
PAYER = "AURORA HEALTH PLAN"


class Wire:
    """All that went between a page and the server: frames, and what was handed out beside them."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        self.received: list[str] = []
        self.handed_out: dict[str, str] = {}
        self._page = page
        page.on("websocket", self._listen)
        page.on("response", self._keep)

    def let_go(self) -> None:
        """Listen no more: the next visitor may come to the same page."""
        self._page.remove_listener("websocket", self._listen)
        self._page.remove_listener("response", self._keep)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.sent.append(_text(payload)))
        socket.on("framereceived", lambda payload: self.received.append(_text(payload)))

    def _keep(self, response: Response) -> None:
        """Answers over http but the program's own files: pictures, downloads, uploads."""
        if "/static/" in response.url or response.request.method == "PUT":
            return
        with suppress(Exception):  # a redirect, or a page that was left, has no body
            self.handed_out[response.url] = _text(response.body())

    def marks(self) -> list[str]:
        """Where a mark of a patient stands."""
        frames = {"sent": self.sent, "received": self.received}
        named = {
            f"{way} {at}": text for way, all_ in frames.items() for at, text in enumerate(all_)
        }
        return marks_in(named | self.handed_out)

    def has_received(self, words: str) -> bool:
        """Whether a frame from the server has these words."""
        return any(words in text for text in self.received)


def _text(payload: bytes | str) -> str:
    """A frame as text that can be searched: names are UTF-8 in protobuf, JSON and Arrow alike."""
    return payload if isinstance(payload, str) else payload.decode("utf-8", errors="replace")


@pytest.fixture(scope="module")
def marked(serve: Callable[..., Dashboard], tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """A served store with a marker in every field of a patient."""
    folder = tmp_path_factory.mktemp("frames")
    files = folder / "files"
    files.mkdir()
    for name, text in marked_files().items():
        (files / name).write_text(text, encoding="utf-8")
    load_paths(folder / "store", sorted(files.iterdir()))
    return serve(folder / "store", "--inbox", str(files))


@contextmanager
def looked_at(marked: Dashboard) -> Iterator[tuple[Screen, Wire]]:
    """A visitor, and all that goes over the wire meanwhile."""
    with marked.new_screen() as screen:
        wire = Wire(screen.page)
        yield screen, wire
        wire.let_go()


def unfold(screen: Screen) -> None:
    """Go down the page and open what is folded, so that all of it is drawn."""
    main = screen.page.get_by_test_id("stMain")
    folded = main.locator("details:not([open]) > summary")
    for _ in range(20):
        main.evaluate("page => page.scrollTo(0, page.scrollHeight)")
        screen.settle()
        if not folded.count():
            return
        # From the last to the first: those above keep their places while those below open.
        for place in reversed(range(folded.count())):
            folded.nth(place).click()
        screen.settle()


@pytest.mark.parametrize("page", PAGES)
def test_no_frame_of_a_page_has_anything_of_a_patient(marked: Dashboard, page: str) -> None:
    with looked_at(marked) as (screen, wire):
        screen.open("" if page == PAGES[0] else page)
        unfold(screen)
        assert not screen.errors()
        assert wire.sent and len(wire.received) > 5
        # The names of payers are on the filter bar; the meeting has none.
        assert page == "meeting" or wire.has_received("Aurora") or wire.has_received("AURORA")
        assert wire.marks() == []


def test_an_open_claim_has_nothing_of_its_patient(marked: Dashboard) -> None:
    with looked_at(marked) as (screen, wire):
        screen.open(f"denied_lines?payer={PAYER.replace(' ', '+')}")
        assert any(PAYER.replace(" ", "+") in text for text in wire.sent)  # what is sent is read
        screen.open("denied_lines?list=all")
        numbers = screen.claims()
        assert {"PCN-1", "X1"} <= set(numbers)  # of the 835 and of the extract
        for number in dict.fromkeys(numbers):
            before = len(wire.received)
            drawer = screen.open_claim(screen.claims().index(number))
            screen.unfold_events(drawer)
            assert any("What happened" in text for text in wire.received[before:])
            screen.page.keyboard.press("Escape")
            expect(drawer).to_be_hidden()
            screen.settle()
        assert wire.marks() == []


def test_a_search_tells_nothing_of_a_patient(marked: Dashboard) -> None:
    with looked_at(marked) as (screen, wire):
        screen.open("definitions")
        before = len(wire.received)
        screen.keyed("search_open").get_by_role("button").click()
        screen.keyed("search_words").get_by_role("searchbox").fill("PCN")
        expect(screen.keyed("search_results").get_by_role("button").first).to_be_visible()
        screen.settle()
        assert any("PCN-1" in text for text in wire.received[before:])
        assert wire.marks() == []


def test_what_is_uploaded_is_not_told_back(marked: Dashboard, tmp_path: Path) -> None:
    """The map of its columns tells patients by their shape; a refusal tells no value."""
    for name, text in EXTRACTS.items():
        # Another claim, or it was loaded before.
        (tmp_path / name).write_text(text.replace("X1,", "X2,"), encoding="utf-8")
    with looked_at(marked) as (screen, wire):
        screen.open("files")
        uploader = screen.page.get_by_test_id("stFileUploaderDropzoneInput")
        uploader.set_input_files(sorted(map(str, tmp_path.iterdir())))
        screen.shows("Columns of answers.csv")
        unfold(screen)
        assert wire.has_received("(4 letters, 1 digit)"), "no map of columns was shown"
        assert wire.has_received("Member ID") and wire.has_received("CO-97")
        screen.keyed("load_uploads").get_by_role("button").click()
        screen.shows(re.compile(r"\d refused"))
        unfold(screen)
        assert wire.marks() == []
    said = marked.log.read_text(encoding="utf-8")
    assert marked.address in said and marks_in({"what the server printed": said}) == []


def test_what_is_found_would_be_told() -> None:
    """A mark in a frame, as text or as bytes that are no text around it, is found."""
    assert marks_in({"frame": _text(b"\x0a\x07\xff\xfeZQX1\x10")})
    assert marks_in({"frame": _text("ZQX1")})
    assert not marks_in({"frame": _text(b"\x0a\x07AURORA")})

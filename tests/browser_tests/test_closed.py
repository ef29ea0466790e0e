"""Closed by default, in a real browser: foreign hosts, ports, frames and uploads are refused."""

from __future__ import annotations

import http.server
import re
import shutil
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from analytics.components.frame import navigation
from analytics.components.meeting import meeting_state
from analytics.load import load_paths
from tests.browser import LAUNCH_ARGUMENTS, browser_path
from tests.browser_tests.conftest import Dashboard

HOSTILE = Path(__file__).parents[1] / "cases" / "hostile" / "inj.csv"


@pytest.fixture(scope="module")
def hostile(serve: Callable[..., Dashboard], tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """A served store whose payers, claims and providers are named to do harm."""
    store = tmp_path_factory.mktemp("hostile") / "store"
    report = load_paths(store, [HOSTILE])
    assert [file.status for file in report.files] == ["loaded"]
    return serve(store)


@contextmanager
def other_site(page: str) -> Iterator[str]:
    """A page on another port of this machine; its address."""

    class Site(http.server.BaseHTTPRequestHandler):
        """Answers everything with the page."""

        def do_GET(self) -> None:
            """The page, whatever was asked for."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_name_made_to_point_here_is_refused(hostile: Dashboard, browser: object) -> None:
    """DNS rebinding: attacker.test resolves to this machine, as its owner could make it."""
    port = hostile.address.rpartition(":")[2]
    arguments = [*LAUNCH_ARGUMENTS, "--no-proxy-server"]
    arguments.append("--host-resolver-rules=MAP attacker.test 127.0.0.1")
    started = browser.browser_type.launch(executable_path=browser_path(), args=arguments)
    try:
        page = started.new_page()
        answer = page.goto(f"http://attacker.test:{port}/")
        assert answer.status == 403
        assert page.evaluate(SOCKET_OPENS, f"ws://attacker.test:{port}/_stcore/stream") is False
        assert page.goto(hostile.address).status == 200
    finally:
        started.close()


SOCKET_OPENS = """address => new Promise(done => {
    const socket = new WebSocket(address, ["streamlit"]);
    socket.onopen = () => done(true);
    socket.onerror = socket.onclose = () => done(false);
})"""
# A read that CORS would hide is still made; what counts is that it is answered with a refusal.
STATUS = """([address, method]) => fetch(address, {method, mode: "cors"})
    .then(answer => answer.status, () => "hidden")"""


def test_a_page_on_another_port_can_neither_read_drive_nor_frame_it(
    hostile: Dashboard, browser: object
) -> None:
    with other_site("<h1>Other</h1><div id=root></div>") as site:
        page = browser.new_page()
        page.goto(site)
        seen: list[tuple[str, int]] = []
        page.on("response", lambda answer: seen.append((answer.url, answer.status)))
        stream = f"{hostile.address}/_stcore/stream".replace("http", "ws", 1)
        assert page.evaluate(SOCKET_OPENS, stream) is False
        for path, method in (("/", "GET"), ("/_stcore/upload_file/a/b", "PUT")):
            assert page.evaluate(STATUS, [hostile.address + path, method]) in ("hidden", 403)
        page.evaluate(
            """address => {
                const frame = document.createElement("iframe");
                frame.src = address;
                document.body.append(frame);
            }""",
            hostile.address,
        )
        page.wait_for_timeout(1500)
        assert not [frame for frame in page.frames if "stApp" in frame.content()]
        ours = [status for url, status in seen if url.startswith(hostile.address)]
        assert ours
        assert set(ours) == {403}
        page.close()


def request(address: str, path: str, method: str = "GET", **headers: str) -> int:
    """The status of an answer to a program that sends what it likes."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(address + path, method=method, headers=said)
    try:
        with opener.open(asked, timeout=20) as answer:
            return answer.status
    except HTTPError as refused:
        return refused.code


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def opens_socket(address: str, **headers: str) -> bool:
    """Whether a websocket opens for a program that sends these headers."""
    host, _, port = address.removeprefix("http://").partition(":")
    lines = [f"{name.replace('_', '-')}: {v}" for name, v in (UPGRADE | headers).items()]
    head = "\r\n".join(["GET /_stcore/stream HTTP/1.1", f"Host: {host}:{port}", *lines, "", ""])
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(head.encode())
        return line.recv(64).startswith(b"HTTP/1.1 101")


def test_a_websocket_opens_for_our_own_pages_only(hostile: Dashboard) -> None:
    assert opens_socket(hostile.address, Origin=hostile.address)
    assert not opens_socket(hostile.address)
    assert not opens_socket(hostile.address, Origin="http://127.0.0.1:1")
    assert not opens_socket(hostile.address, Origin="null")


def test_with_a_token_nothing_is_answered_without_it(
    serve: Callable[..., Dashboard], hostile: Dashboard, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("token") / "store"
    shutil.copytree(hostile.store, store)
    served = serve(store, "--token")
    printed = re.search(r"http://\S+\?token=\S+", served.log.read_text())
    assert printed
    assert request(served.address, "/") == 403
    assert request(served.address, "/_stcore/upload_file/a/b", "PUT", Origin=served.address) == 403
    assert not opens_socket(served.address, Origin=served.address)
    with served.new_screen() as screen:
        screen.open(printed[0])
        assert "token" not in screen.page.url
        screen.open("reasons")  # the cookie goes on
        assert screen.page.evaluate("document.cookie").count("denials_token") == 0


def test_hostile_names_are_shown_as_they_are_and_nobody_else_is_asked(hostile: Dashboard) -> None:
    """The screen fails by itself if anything but our own host is asked for."""
    with hostile.new_screen() as screen:
        dialogs: list[str] = []
        screen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        screen.open()
        for name, title in navigation.TITLES.items():
            if name == meeting_state.PAGE:  # it has no menu
                screen.open(name)
            else:
                screen.go(title, title)
            screen.page.wait_for_timeout(300)
            harmless(screen.page)
            if name == meeting_state.PAGE:
                screen.keyed("meeting_leave").get_by_role("button").click()
                screen.asks("This week")
        names = ("![i](http://evil.test/i.png)", "**bold** :material/home: $x^2$ [lnk](http://")
        for name in names:
            full = next(each for each in payers() if each.startswith(name))
            screen.page.goto(f"{screen.address}/payers?payer={urllib.request.quote(full)}")
            screen.settle()
            chip = screen.page.locator("[data-chip=payer] span")
            expect(chip).to_be_visible()
            shown = chip.inner_text().rstrip("…").rstrip()
            assert f"Payer: {full}".startswith(shown) and len(shown) > 20
            harmless(screen.page)
        assert dialogs == []


def payers() -> list[str]:
    import csv

    with HOSTILE.open(encoding="utf-8", newline="") as text:
        return [row["Payer"] for row in csv.DictReader(text)]


def harmless(page: Page) -> None:
    """No picture, link, icon or formula that a name asked for."""
    main = page.get_by_test_id("stMain")
    for drawn in (
        "a[href*=evil]:not([href^='#'])",
        "a[href^='file:']",
        "a[href^='javascript:']",
        ".katex",
    ):
        there = main.locator(drawn)
        assert there.count() == 0, there.first.evaluate("found => found.outerHTML")
    assert main.locator("img[src*=evil], img[src^='file:'], img[src=x]").count() == 0
    assert page.locator("script[src*=evil], link[href*=evil]").count() == 0


def test_the_server_connects_to_nobody_whatever_is_loaded_or_asked(hostile: Dashboard) -> None:
    """Its connections, looked at while pages are drawn and foreign origins knock."""
    port = int(hostile.address.rpartition(":")[2])
    seen: set[str] = set()
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.02):
            seen.update(connections_of_listener(port))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        with hostile.new_screen() as screen:
            for page in ("", "payers", "files"):
                screen.open(page)
        for origin in ("http://evil.test", "https://192.0.2.1", "null"):
            assert not opens_socket(hostile.address, Origin=origin)
            assert request(hostile.address, "/", Origin=origin) == 403
    finally:
        is_over.set()
        watcher.join()
    assert seen  # the browser's own
    assert {address for address in seen if not address.startswith("127.")} == set()


def connections_of_listener(port: int) -> set[str]:
    """The other ends of every TCP connection, and attempt at one, of who listens on a port."""
    holder = _process_listening_on(port)
    sockets = {
        link.readlink().name[8:-1]
        for link in Path(f"/proc/{holder}/fd").iterdir()
        if _is_socket(link)
    }
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[9] in sockets and int(fields[2].partition(":")[0], 16):
                found.add(_address(fields[2].partition(":")[0]))
    return found


def _process_listening_on(port: int) -> int:
    ending, listening = f":{port:04X}", "0A"
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    (inode,) = {row[9] for row in rows if row[1].endswith(ending) and row[3] == listening}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            links = [link.readlink().name for link in (folder / "fd").iterdir() if _is_socket(link)]
        except OSError:  # gone meanwhile, or somebody else's
            continue
        if f"socket:[{inode}]" in links:
            return int(folder.name)
    raise AssertionError("nobody listens there")


def _is_socket(link: Path) -> bool:
    try:
        return link.readlink().name.startswith("socket:[")
    except OSError:
        return False


def _address(hexadecimal: str) -> str:
    """An address of /proc/net: each four bytes as the machine keeps them, last byte first."""
    words = [bytes.fromhex(hexadecimal[at : at + 8])[::-1] for at in range(0, len(hexadecimal), 8)]
    if len(words) == 1:
        return socket.inet_ntop(socket.AF_INET, words[0])
    whole = socket.inet_ntop(socket.AF_INET6, b"".join(words))
    return "127.0.0.1" if whole == "::1" else whole.removeprefix("::ffff:")

"""Who is answered and who is refused, and what an answer allows a browser: without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from analytics.access import audit
from analytics.serving.gate import Gate
from analytics.serving.guard import Guard
from analytics.serving.recording import recording_in
from analytics.serving.sessions import Sessions, Visitor
from analytics.serving.settings import Settings

OPEN = Settings("127.0.0.1", 8501, "http://127.0.0.1:8501")
PAGE = '<html><body><div id="root"></div><script>let a = 1</script></body></html>'
OURS = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name: str) -> str:
        return "; ".join(value for key, value in self.headers if key == name)

    def cookies(self) -> dict[str, str]:
        pairs = (value.partition(";")[0] for key, value in self.headers if key == "set-cookie")
        return dict(pair.split("=", 1) for pair in pairs)


async def _streamlit(scope: dict, receive: object, send: object) -> None:
    """Stands for the app behind the guard."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    headers = [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE.encode()})


def asked(
    settings: Settings = OPEN,
    path: str = "/",
    method: str = "GET",
    gate: Gate | None = None,
    peer: str = "127.0.0.1",
    **headers: str,
) -> Answer:
    """What comes back; header names with _ for -."""
    said = {"host": "127.0.0.1:8501"} | {k.replace("_", "-"): v for k, v in headers.items()}
    path, _, query = path.partition("?")
    scope = {
        "type": "websocket" if method == "SOCKET" else "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in said.items()],
        "client": (peer, 5000),
    }
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request"}

    async def send(message: dict) -> None:
        sent.append(message)

    asking = Guard(_streamlit, settings, gate)(scope, receive, send)
    with ThreadPoolExecutor(
        1
    ) as beside:  # a browser test before it may have left a loop running here
        beside.submit(asyncio.run, asking).result()
    if method == "SOCKET":
        return Answer(101 if sent[0]["type"] == "websocket.accept" else 403, [], "")
    found = [(k.decode().lower(), v.decode()) for k, v in sent[0]["headers"]]
    return Answer(sent[0]["status"], found, b"".join(m["body"] for m in sent[1:]).decode())


def test_the_address_it_was_started_with_is_answered() -> None:
    assert asked().status == 200
    assert asked(host="LOCALHOST:8501").status == 200


@pytest.mark.parametrize(
    "host",
    ["attacker.test:8501", "127.0.0.1:8502", "127.0.0.1", "127.0.0.1.attacker.test:8501", ""],
)
def test_any_other_host_is_refused(host: str) -> None:
    assert asked(host=host).status == 403
    assert asked(method="SOCKET", host=host, origin=OURS["origin"]).status == 403


@pytest.mark.parametrize(
    "origin",
    ["http://127.0.0.1:8502", "http://attacker.test:8501", "https://127.0.0.1:8501", "null", ""],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "SOCKET"])
def test_another_origin_is_refused_whatever_it_asks_for(method: str, origin: str) -> None:
    assert asked(method=method, origin=origin).status == 403


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("SOCKET", 403), ("PUT", 403)])
def test_who_says_no_origin_may_only_read(method: str, status: int) -> None:
    assert asked(method=method).status == status
    assert asked(method=method, origin=OURS["origin"]).status in (200, 101)


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [("navigate", "document", 200), ("navigate", "iframe", 403), ("no-cors", "script", 403)],
)
def test_another_sites_page_may_link_here_but_not_frame_or_embed(
    mode: str, dest: str, status: int
) -> None:
    said = {"sec_fetch_site": "cross-site", "sec_fetch_mode": mode, "sec_fetch_dest": dest}
    assert asked(**said).status == status


def test_every_answer_forbids_the_browser_to_ask_elsewhere_and_to_be_framed() -> None:
    for answer in (asked(), asked(host="attacker.test")):
        policy = answer.header("content-security-policy")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["frame-ancestors"] == "'none'"
        sources = " ".join(rules.values()).split()
        assert not [
            s for s in sources if "//" in s and "127.0.0.1" not in s and "localhost" not in s
        ]
        assert "'unsafe-inline'" not in rules["script-src"]
        assert "'unsafe-eval'" not in rules["script-src"]
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("referrer-policy") == "no-referrer"


def test_the_pages_own_script_is_named_by_its_hash() -> None:
    # printf 'let a = 1' | openssl dgst -sha256 -binary | base64
    assert "'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='" in asked().header(
        "content-security-policy"
    )


TOKEN = replace(OPEN, token="secret")


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/upload_file/a/b", "/media/x"])
@pytest.mark.parametrize("method", ["GET", "PUT", "SOCKET"])
def test_without_the_token_everything_answers_403(method: str, path: str) -> None:
    assert asked(TOKEN, path, method, origin=OURS["origin"]).status == 403
    assert asked(TOKEN, f"{path}?token=wrong", method, origin=OURS["origin"]).status == 403


def test_the_first_visit_trades_the_token_for_a_cookie_no_script_sees() -> None:
    first = asked(TOKEN, "/payers?token=secret&payer=A")
    assert (first.status, first.header("location")) == (303, "/payers?payer=A")
    assert first.header("set-cookie").endswith("Path=/; HttpOnly; SameSite=Strict")
    kept = "; ".join(f"{name}={value}" for name, value in first.cookies().items())
    assert asked(TOKEN, cookie=kept).status == 200
    assert asked(TOKEN, cookie=kept, host="attacker.test:8501").status == 403


def test_the_token_leads_to_no_other_host() -> None:
    answer = asked(TOKEN, "//attacker.test/?token=secret")
    assert answer.header("location") == "/attacker.test/"


@pytest.fixture
def by_header(tmp_path: Path) -> Settings:
    """A proxy on this machine says who comes: ana works, bo has no role."""
    users = tmp_path / "users.toml"
    users.write_text('[users]\n"ana" = "worker"\n')
    return replace(OPEN, user_header="x-forwarded-user", users=users)


def test_who_comes_by_the_proxy_is_let_in_under_the_name_it_gives(by_header: Settings) -> None:
    gate = Gate(by_header)
    html = {"accept": "text/html", "x_forwarded_user": "ana"}
    first = asked(by_header, "/payers?payer=A", gate=gate, **html)
    assert (first.status, first.header("location")) == (303, "/payers?payer=A")
    session = f"denials_session={first.cookies()['denials_session']}"
    page = asked(by_header, gate=gate, cookie=session, **html)
    assert page.status == 200
    assert "/sign-in/watch.js" in page.body  # it goes to the sign-in page when idle
    # The same cookie under another name is nobody's.
    html["x_forwarded_user"] = "eve"
    assert asked(by_header, gate=gate, cookie=session, **html).status == 303


def test_who_does_not_come_by_the_proxy_is_refused(by_header: Settings) -> None:
    gate = Gate(by_header)
    assert asked(by_header, gate=gate, accept="text/html").status == 401
    said = {"accept": "text/html", "x_forwarded_user": "ana"}
    assert asked(by_header, gate=gate, peer="192.168.1.9", **said).status == 401


def test_who_has_no_role_sees_a_page_that_says_so(by_header: Settings) -> None:
    gate = Gate(by_header)
    session = f"denials_session={gate.sessions.begin(Visitor('bo'))}"
    page = asked(by_header, gate=gate, cookie=session, x_forwarded_user="bo", accept="text/html")
    assert page.status == 403
    assert "bo, who has no role here" in page.body


def test_who_may_not_load_may_not_upload(by_header: Settings) -> None:
    gate = Gate(by_header)
    said = {
        "cookie": f"denials_session={gate.sessions.begin(Visitor('ana'))}",
        "x_forwarded_user": "ana",
        "origin": OURS["origin"],
    }
    assert asked(by_header, "/_stcore/upload_file/a/b", "PUT", gate, **said).status == 403
    assert asked(by_header, "/_stcore/stream", "SOCKET", gate, **said).status == 101


def test_nothing_but_the_sign_in_page_is_shown_to_who_is_not_signed_in(tmp_path: Path) -> None:
    users = tmp_path / "users.toml"
    users.write_text("[users]\n")
    settings = replace(OPEN, provider={"client_id": "d"}, users=users)
    gate = Gate(settings)
    sent = asked(settings, "/payers?payer=A", gate=gate, accept="text/html")
    assert (sent.status, sent.header("location")) == (303, "/sign-in")
    for path in ("/static/js/index.js", "/media/a.csv", "/_stcore/host-config"):
        assert asked(settings, path, gate=gate).status == 401
    assert asked(settings, "/_stcore/stream", "SOCKET", gate, origin=OURS["origin"]).status == 403
    page = asked(settings, "/sign-in", gate=gate)
    assert page.status == 200
    assert 'href="/sign-in/start"' in page.body


def test_a_session_ends_when_it_is_idle_and_not_before() -> None:
    now = 0.0
    sessions = Sessions(idle_minutes=1, clock=lambda: now)
    number = sessions.begin(Visitor("ana"))
    now = 59.0
    sessions.touch(number)
    now = 118.0  # 59 seconds after the last use
    assert sessions.find(number) == Visitor("ana")
    now = 119.0  # 60 seconds after it
    sessions.touch(number)  # too late
    assert sessions.find(number) is None


def test_sign_in_sign_out_and_the_end_of_an_idle_session_are_recorded(
    by_header: Settings, tmp_path: Path
) -> None:
    gate = Gate(by_header, recording_in(tmp_path))
    html = {"accept": "text/html", "x_forwarded_user": "ana"}
    for _ in range(2):
        session = asked(by_header, gate=gate, **html).cookies()["denials_session"]
        cookie = f"denials_session={session}"
        asked(by_header, gate=gate, cookie=cookie, **html)  # a page is no sign-in
    asked(by_header, "/sign-out", gate=gate, cookie=cookie, **html)
    asked(by_header, "/sign-out", gate=gate, cookie=cookie, **html)  # who is out stays out
    gate.sessions.idle_seconds = 0
    asked(by_header, "/sign-in", gate=gate, **html)
    asked(by_header, gate=gate, **html)  # a third one, and the first is found to be idle
    found = [each for each in reversed(audit.entries(tmp_path)) if each["act"] != "trail"]
    assert {(each["person"], each["role"]) for each in found} == {("ana", "worker")}
    told = [(each["act"], "idle" in each["details"]) for each in found]
    signed_in, signed_out = ("sign_in", False), ("sign_out", False)
    assert told == [signed_in, signed_in, signed_out, signed_in, ("sign_out", True)]


def test_people_sign_in_also_where_the_trail_cannot_be_written(
    by_header: Settings, tmp_path: Path
) -> None:
    audit.record(tmp_path, "sign_in")
    (tmp_path / "audit.sqlite").write_bytes(b"damaged")
    gate = Gate(by_header, recording_in(tmp_path))
    answer = asked(by_header, gate=gate, accept="text/html", x_forwarded_user="ana")
    assert answer.status == 303 and "denials_session" in answer.cookies()


def test_cookies_travel_by_https_where_people_come_by_https() -> None:
    settings = replace(TOKEN, url="https://denials.example.org")
    answer = asked(settings, "/?token=secret", host="denials.example.org")
    assert "; Secure" in answer.header("set-cookie")

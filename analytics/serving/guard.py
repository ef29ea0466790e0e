"""What stands before Streamlit: who may ask, and what a browser may do with the answer.

A page of another host, or of another port of this machine, must not drive the dashboard, also not
under a name that was made to point here (DNS rebinding): so Host and Origin have to be ours.
Streamlit itself checks only the websocket, lets a client without Origin in, and asks a foreign host
for its own address when it meets a foreign Origin.
"""

from __future__ import annotations

from secrets import compare_digest
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analytics.serving.answers import Answers, cookie
from analytics.serving.gate import Gate
from analytics.serving.settings import Settings

SAFE_METHODS = ("GET", "HEAD")


class Guard:
    """Refuses whoever does not ask as a visitor of ours would, and marks every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, gate: Gate | None) -> None:
        self.app, self.settings, self.gate = app, settings, gate
        self.answers = Answers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or hand on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers) or self._token(scope, headers)
        if refused is None and self.gate:
            refused = self.gate.answer(scope, headers)
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send, refused)
            return
        send = self.answers.marking(scope, headers, send, self.gate)
        if refused is None:
            await self.app(self.answers.plain(scope, self.gate), receive, send)
        else:
            await refused(scope, receive, send)

    async def _socket(
        self, scope: Scope, receive: Receive, send: Send, refused: Response | None
    ) -> None:
        """A websocket is closed before it opens, or ends with its session."""
        if refused is not None:
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
            return
        if self.gate:
            receive = self.gate.while_signed_in(scope, receive)
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why somebody is refused whatever they ask for: Host, Origin, or another site's page."""
        if headers.get("host", "").lower() not in self.settings.hosts:
            return _said("Nothing is served under this address.")
        origin = headers.get("origin")
        must_say = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if origin not in self.settings.origins and (origin is not None or must_say):
            return _said("Only pages of this dashboard may ask for this.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            opens = headers.get("sec-fetch-mode") == "navigate"
            if not opens or headers.get("sec-fetch-dest", "document") != "document":
                return _said("Only pages of this dashboard may ask for this.")
        return None

    def _token(self, scope: Scope, headers: Headers) -> Response | None:
        """With --token: nobody without it, and the first visit brings it in the address."""
        if not self.settings.token:
            return None
        name = f"denials_token_{self.settings.port}"  # cookies do not tell ports apart
        held = cookie_parser(headers.get("cookie", "")).get(name, "")
        if _same(held, self.settings.token):
            return None
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        given = asked.pop("token", [""])[0]
        if scope["type"] == "websocket" or not _same(given, self.settings.token):
            return _said("Open the address that was printed at the start: it holds the token.")
        rest = f"?{urlencode(asked, doseq=True)}" if asked else ""
        answer = RedirectResponse(_local(scope["path"]) + rest, status_code=303)
        answer.headers["set-cookie"] = cookie(
            name, self.settings.token, "Strict", self.settings.is_secure
        )
        return answer


def _local(path: str) -> str:
    """A path that stays here: two slashes in front would be a host."""
    return "/" + path.replace("\\", "/").lstrip("/")


def _same(given: str, expected: str) -> bool:
    return compare_digest(given.encode(), expected.encode())


def _said(sentence: str) -> Response:
    return PlainTextResponse(sentence, status_code=403)

"""Sign-in before anything is drawn: who is not signed in gets the sign-in page and nothing else.

Signing in itself is Streamlit's (`st.login`: Authlib and an OpenID Connect provider) or a reverse
proxy's. What counts afterwards is our own session, which ends when it is idle.
"""

from __future__ import annotations

import asyncio
import ipaddress
from contextlib import suppress
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope

from analytics.access import NOBODY, Person, acting_as, is_allowed, users_file
from analytics.serving import pages
from analytics.serving.answers import cookie
from analytics.serving.openid import claims_set, way_to_provider
from analytics.serving.recording import Record, unrecorded
from analytics.serving.sessions import Sessions, Visitor
from analytics.serving.settings import Settings
from analytics.vocabulary import DenialsError

SESSION, WISH = "denials_session", "denials_wish"
OPEN_PATHS = ("/auth/login", "/auth/logout", "/oauth2callback", "/_stcore/health")
UPLOADS = "/_stcore/upload_file"


class Gate:
    """Decides on each request whether the visitor is signed in, and signs in and out."""

    def __init__(self, settings: Settings, record: Record = unrecorded) -> None:
        assert settings.users is not None, "whoever signs in is looked up in a file of users"
        self._users = settings.users
        self.settings = settings
        self.sessions = Sessions(settings.idle_minutes, ended=self._ended)
        self._record = record

    def person(self, session: str | None) -> Person:
        """Who this session is, with the role the file of users gives now."""
        visitor = self.sessions.find(session)
        if visitor is None:
            return NOBODY
        return users_file(self._users).person(visitor.name, visitor.groups)

    def answer(self, scope: Scope, headers: Headers) -> Response | None:
        """What to answer in place of the page; None: the visitor may go on."""
        path, session = scope["path"], session_of(headers)
        if self.settings.user_header:
            if not _is_this_machine(scope) or not headers.get(self.settings.user_header):
                return pages.not_by_proxy(self.settings.user_header)
        own = self._own_page(scope, headers, path, session)
        if own is not None or path in OPEN_PATHS:
            return own
        visitor = self.sessions.find(session)
        if visitor is None or not self._is_still(visitor, headers):
            return self._first(scope, headers, session)
        self.sessions.touch(session)
        return self._within_role(scope, session)

    def _own_page(
        self, scope: Scope, headers: Headers, path: str, session: str | None
    ) -> Response | None:
        """The pages of signing in and out."""
        if path == "/sign-in":
            ended = b"ended" in scope.get("query_string", b"")
            return pages.sign_in(self.settings, ended)
        if path == "/sign-in/watch.js":
            return pages.watch_script()
        if path == "/sign-in/alive":
            return Response(status_code=204 if self.sessions.find(session) else 401)
        if path == "/sign-in/used":
            self.sessions.touch(session)
            return Response(status_code=204 if self.sessions.find(session) else 401)
        if path == "/sign-in/start":
            return self._start(headers)
        if path in ("/sign-out", "/auth/logout"):
            self._sign_out(session)
            if path == "/sign-out":
                to = "/auth/logout" if self.settings.provider else "/sign-in"
                return self._without_session(RedirectResponse(to, status_code=303))
        return None

    def _first(self, scope: Scope, headers: Headers, session: str | None) -> Response:
        """Somebody who is not signed in: to the sign-in page, from where the wish is kept."""
        if scope["type"] == "websocket" or "text/html" not in headers.get("accept", ""):
            return PlainTextResponse("Sign in first.", status_code=401)
        if self.settings.user_header and session is None:
            return self._start(headers, wish=_wish(scope))
        answer = RedirectResponse("/sign-in" + ("?ended" if session else ""), status_code=303)
        answer.headers.append(
            "set-cookie", cookie(WISH, quote(_wish(scope)), "Lax", self.settings.is_secure)
        )
        return self._without_session(answer)

    def _start(self, headers: Headers, wish: str = "/") -> Response:
        """Go to the provider; behind a proxy that signs people in, begin at once."""
        if self.settings.provider:
            return RedirectResponse(way_to_provider(), status_code=303)
        visitor = Visitor(headers[self.settings.user_header])
        kept = cookie_parser(headers.get("cookie", "")).get(WISH)
        answer = RedirectResponse(_here(unquote(kept)) if kept else wish, status_code=303)
        self._begin(MutableHeaders(raw=answer.raw_headers), visitor)
        return answer

    def _within_role(self, scope: Scope, session: str | None) -> Response | None:
        """Refuse who has no role at all, and uploads by who may not load."""
        try:
            person = self.person(session)
        except DenialsError as fault:  # the file of users was damaged since the start
            return pages.fault(str(fault))
        with acting_as(person):
            if not is_allowed("look"):
                return pages.no_role(person.name, bool(self.settings.provider))
            if scope["path"].startswith(UPLOADS) and not is_allowed("load"):
                return PlainTextResponse("Your role may not load files.", status_code=403)
        return None

    def _is_still(self, visitor: Visitor, headers: Headers) -> bool:
        """Behind a proxy: whether it still names the same person."""
        header = self.settings.user_header
        return not header or headers.get(header) == visitor.name

    def signed_in(self, scope: Scope, start: Message) -> None:
        """When the provider sent somebody back: begin the session, and go where they wanted to."""
        if scope["path"] != "/oauth2callback" or not self.settings.provider:
            return
        headers = MutableHeaders(raw=start["headers"])
        visitor = claims_set(headers.getlist("set-cookie"), self.settings.provider)
        if visitor is None:
            return
        kept = cookie_parser(Headers(scope=scope).get("cookie", "")).get(WISH)
        if kept and "location" in headers:
            headers["location"] = _here(unquote(kept))
        self._begin(headers, visitor)

    def _begin(self, headers: MutableHeaders, visitor: Visitor) -> None:
        self._record("sign_in", self._as_person(visitor), {})
        number, is_secure = self.sessions.begin(visitor), self.settings.is_secure
        headers.append("set-cookie", cookie(SESSION, number, "Lax", is_secure))
        headers.append("set-cookie", cookie(WISH, "", "Lax", is_secure) + "; Max-Age=0")

    def _sign_out(self, session: str | None) -> None:
        if visitor := self.sessions.find(session):
            self.sessions.end(session)
            self._record("sign_out", self._as_person(visitor), {})

    def _ended(self, visitor: Visitor) -> None:
        """A session that was idle for too long."""
        self._record("sign_out", self._as_person(visitor), {"reason": "idle for too long"})

    def _as_person(self, visitor: Visitor) -> Person:
        try:
            return users_file(self._users).person(visitor.name, visitor.groups)
        except DenialsError:  # the file of users was damaged since the start
            return Person(visitor.name, "")

    def _without_session(self, answer: Response) -> Response:
        gone = cookie(SESSION, "", "Lax", self.settings.is_secure) + "; Max-Age=0"
        answer.headers.append("set-cookie", gone)
        return answer

    def while_signed_in(self, scope: Scope, receive: Receive) -> Receive:
        """What the browser sends, until the session is idle or ended: then the line is cut."""
        session = session_of(Headers(scope=scope))

        async def receive_signed_in() -> Message:
            waiting = asyncio.ensure_future(receive())
            while not waiting.done():
                left = self.sessions.seconds_left(session)
                if left <= 0:
                    waiting.cancel()
                    return {"type": "websocket.disconnect", "code": 1008}
                await asyncio.wait([waiting], timeout=min(left, 5.0))
            message = waiting.result()
            if message["type"] == "websocket.receive":
                self.sessions.touch(session)
            return message

        return receive_signed_in


def session_of(headers: Headers) -> str | None:
    """The number in the visitor's cookie."""
    return cookie_parser(headers.get("cookie", "")).get(SESSION) or None


def _is_this_machine(scope: Scope) -> bool:
    """Whether the other end of the connection is on this machine, as a proxy of ours is."""
    with suppress(ValueError, TypeError):
        return ipaddress.ip_address(scope["client"][0]).is_loopback
    return False


def _wish(scope: Scope) -> str:
    """The page that was asked for, filters included."""
    query = scope.get("query_string", b"").decode("latin-1")
    return _here(scope["path"] + (f"?{query}" if query else ""))


def _here(wish: str) -> str:
    """A wish that stays in this dashboard: two slashes in front would be another host."""
    return "/" + "".join(letter for letter in wish.replace("\\", "/") if letter >= " ").lstrip("/")

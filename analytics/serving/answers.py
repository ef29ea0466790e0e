"""What every answer tells the browser: to ask nobody else, to be framed by nobody, to keep quiet.

The policy names what Streamlit's own page needs: its scripts and styles from here, pictures and
downloads made in the page (data:, blob:), and its websocket.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from analytics.serving.settings import Settings

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Scripts that pages draw themselves stand in files here, so that they can be named by hash.
OWN_SCRIPTS = Path(__file__).parents[1] / "components"
WATCH = '<script src="/sign-in/watch.js" defer></script>'
SAME_EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",  # for browsers that do not know frame-ancestors
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Answers:
    """Headers for every answer; pages are looked at in full, as their scripts are named by hash."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        sockets = {origin.replace("http", "ws", 1) for origin in settings.origins}
        self._own = [
            each for path in sorted(OWN_SCRIPTS.rglob("*.html")) for each in _hashes_in(path)
        ]
        self._connect = " ".join(["'self'", *sorted(sockets)])

    def policy(self, *hashes: str) -> str:
        """The content security policy of a page with these inline scripts."""
        rules = {
            "default-src": "'none'",
            "script-src": " ".join(["'self'", *self._own, *hashes]),
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "media-src": "'self' data: blob:",
            "connect-src": self._connect,
            "worker-src": "'self' blob:",
            "manifest-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'self'",
            "frame-ancestors": "'none'",
        }
        return "; ".join(f"{name} {sources}" for name, sources in rules.items())

    def plain(self, scope: Scope, watched: object) -> Scope:
        """The request, asking for its page uncompressed, as we look into pages."""
        if b"text/html" not in Headers(scope=scope).get("accept", "").encode():
            return scope
        kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        return {**scope, "headers": kept}

    def marking(self, scope: Scope, headers: Headers, send: Send, gate: Any) -> Send:
        """A way to answer that adds the headers, and to our pages what watches idle sessions."""
        held: Message | None = None
        whole = b""

        async def answer(message: Message) -> None:
            nonlocal held, whole
            if message["type"] == "http.response.start":
                if gate is not None:
                    gate.signed_in(scope, message)
                self._mark(message)
                if _is_page(message):
                    held, whole = message, b""
                    return
            elif held is not None:
                whole += message.get("body", b"")
                if message.get("more_body"):
                    return
                message = {**message, "body": self._page(held, whole, gate)}
                await send(held)
                held = None
            await send(message)

        return answer

    def _mark(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        for name, value in SAME_EVERYWHERE.items():
            headers[name] = value
        headers.setdefault("content-security-policy", self.policy())
        if self.settings.is_secure:
            start["headers"] = [(name, _secured(name, value)) for name, value in start["headers"]]

    def _page(self, start: Message, body: bytes, gate: object) -> bytes:
        """A page with its own scripts named in the policy."""
        text = body.decode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        if gate is not None and '<div id="root">' in text:
            text = text.replace("</body>", f"{WATCH}</body>")
            headers["cache-control"] = "no-store"
        headers["content-security-policy"] = self.policy(*_hashes(text))
        body = text.encode("utf-8")
        if "content-length" in headers:
            headers["content-length"] = str(len(body))
        del headers["etag"]
        return body


def cookie(name: str, value: str, same_site: str, is_secure: bool) -> str:
    """A cookie that scripts do not see and that ends with the browser."""
    secure = "; Secure" if is_secure else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}"


@cache
def _hashes(page: str) -> tuple[str, ...]:
    """The inline scripts of a page as a policy names them."""
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _hashes_in(path: Path) -> tuple[str, ...]:
    return _hashes(path.read_text(encoding="utf-8"))


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_whole = "content-encoding" not in headers
    return is_whole and headers.get("content-type", "").startswith("text/html")


def _secured(name: bytes, value: bytes) -> bytes:
    """A cookie that travels by https only."""
    if name.lower() != b"set-cookie" or b"secure" in value.lower():
        return value
    return value + b"; Secure"

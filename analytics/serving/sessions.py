"""Who is signed in now: in memory, so that a restart signs everybody out, as idle minutes do."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """Who signed in, as the provider or the proxy said."""

    name: str
    groups: tuple[str, ...] = ()


class Sessions:
    """Sessions by the random number that stands in the visitor's cookie."""

    def __init__(self, idle_minutes: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.idle_seconds = idle_minutes * 60
        self._clock = clock
        self._lock = threading.Lock()
        self._found: dict[str, tuple[Visitor, float]] = {}

    def begin(self, visitor: Visitor) -> str:
        """Sign a visitor in; the number to give to the browser."""
        number = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._found = {n: s for n, s in self._found.items() if now - s[1] < self.idle_seconds}
            self._found[number] = (visitor, now)
        return number

    def find(self, number: str | None) -> Visitor | None:
        """Who this is, unless the session was idle for too long or never was."""
        with self._lock:
            visitor, seen_at = self._found.get(number or "", (None, 0.0))
            if visitor and self._clock() - seen_at < self.idle_seconds:
                return visitor
            self._found.pop(number or "", None)
            return None

    def touch(self, number: str | None) -> None:
        """The visitor did something: the idle minutes begin anew."""
        with self._lock:
            visitor, seen_at = self._found.get(number or "", (None, 0.0))
            if visitor and self._clock() - seen_at < self.idle_seconds:
                self._found[number or ""] = (visitor, self._clock())

    def seconds_left(self, number: str | None) -> float:
        """How long until the session ends if nothing is done."""
        with self._lock:
            seen_at = self._found.get(number or "", (None, float("-inf")))[1]
            return max(0.0, self.idle_seconds - (self._clock() - seen_at))

    def end(self, number: str | None) -> None:
        """Sign out."""
        with self._lock:
            self._found.pop(number or "", None)

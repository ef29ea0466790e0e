"""What is kept of a patient's name, worked out by Python's own HMAC and not by ours."""

from __future__ import annotations

import hashlib
import hmac

KEY = bytes(range(32))


def patient_key(start_of_last_name: str, first_letter: str, key: bytes = KEY) -> dict:
    """The three parts of a patient key, as SQL gives them to Python."""
    return {
        "key_id": _first_bytes(key, "key id", 4),
        "last_name": _part(key, "last name ", start_of_last_name),
        "first_letter": _part(key, "first letter ", first_letter),
    }


def _part(key: bytes, what: str, text: str) -> int | None:
    return _first_bytes(key, what + text, 8) if text else None


def _first_bytes(key: bytes, text: str, count: int) -> int:
    return int.from_bytes(hmac.new(key, text.encode(), hashlib.sha256).digest()[:count], "big")

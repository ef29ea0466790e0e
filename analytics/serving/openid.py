"""Signing in by OpenID Connect, through the routes that `st.login` uses."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from analytics.serving.sessions import Visitor

OURS = ("name_claim", "groups_claim")
NAME_CLAIM, GROUPS_CLAIM = "email", "groups"


def secrets_of(url: str, provider: Mapping[str, object]) -> dict[str, Any]:
    """What Streamlit wants to know of the provider; cookies of an earlier start do not count."""
    return {
        "auth": {
            "redirect_uri": f"{url}/oauth2callback",
            "cookie_secret": secrets.token_urlsafe(32),
            **{name: value for name, value in provider.items() if name not in OURS},
        }
    }


def way_to_provider() -> str:
    """The path that leads to the provider, good for two minutes."""
    return generate_login_redirect_url("default")


def claims_set(cookies: Sequence[str], provider: Mapping[str, object]) -> Visitor | None:
    """Who signed in, out of the cookies Streamlit sets then; None if nobody did."""
    found: dict[str, str] = {}
    for text in cookies:
        found |= {name: morsel.value for name, morsel in SimpleCookie(text).items()}

    def signed(name: str) -> bytes | None:
        value = found.get(name)
        if not value:
            return None
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    kept = get_cookie_with_chunks(signed, AUTH_COOKIE_NAME)
    return visitor_of(json.loads(kept) if kept else {}, provider)


def visitor_of(claims: Mapping[str, Any], provider: Mapping[str, object]) -> Visitor | None:
    """Who the provider says it is; None if it names nobody.

    An e-mail address that it says it has not verified names nobody.
    """
    claim = str(provider.get("name_claim", NAME_CLAIM))
    name = claims.get(claim)
    if not isinstance(name, str) or not name:
        return None
    # Some providers say it as a text; one that says nothing of it is believed.
    if claim == "email" and str(claims.get("email_verified", True)).lower() != "true":
        return None
    groups = claims.get(str(provider.get("groups_claim", GROUPS_CLAIM)), [])
    groups = [groups] if isinstance(groups, str) else groups
    return Visitor(name, tuple(str(group) for group in groups))

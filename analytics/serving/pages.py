"""The few pages that are shown before the dashboard, and the script that watches idle sessions."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from analytics.serving.settings import Settings

FOLDER = Path(__file__).parent
PAGE = (FOLDER / "page.html").read_text(encoding="utf-8")
SCRIPT = (FOLDER / "watch.js").read_text(encoding="utf-8")


def sign_in(settings: Settings, ended: bool) -> Response:
    """The page with the one button."""
    minutes = f"{settings.idle_minutes:g} minutes"
    words = "This dashboard shows patient information. Sign in to see what your role allows."
    if ended:
        words = f"Your session ended after {minutes} without use."
    button = "Sign in" if settings.provider else "Continue"
    return _page("Denial review", words, ("/sign-in/start", button))


def no_role(name: str, can_sign_out: bool) -> Response:
    """For somebody who is known and may do nothing."""
    words = (
        f"You are signed in as {name}, who has no role here. "
        "Ask whoever runs this dashboard to name you in its file of users."
    )
    way = ("/sign-out", "Sign out") if can_sign_out else None
    return _page("No role yet", words, way, status=403)


def not_by_proxy(header: str) -> Response:
    """For somebody who did not come through the proxy that signs people in."""
    words = f"This dashboard is opened through its sign-in proxy, which sends {header}."
    return _page("Please sign in", words, None, status=401)


def fault(sentence: str) -> Response:
    """For everybody, while nobody can be told apart."""
    return _page("Nobody can be let in", sentence, None, status=503)


def watch_script() -> Response:
    """The script of our pages that goes to the sign-in page when the session has ended."""
    return Response(SCRIPT, media_type="text/javascript")


def _page(title: str, words: str, way: tuple[str, str] | None, status: int = 200) -> Response:
    button = f'<a class="button" href="{way[0]}">{escape(way[1])}</a>' if way else ""
    text = PAGE.replace("TITLE", escape(title)).replace("WORDS", escape(words))
    return HTMLResponse(
        text.replace("BUTTON", button), status_code=status, headers={"cache-control": "no-store"}
    )

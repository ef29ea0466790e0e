"""Start the dashboard: the address said, who acts made known, and Streamlit behind the guard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from analytics.access import Person, identify_by
from analytics.program import APP
from analytics.serving.recording import recording_in
from analytics.serving.settings import Settings
from analytics.uploads import sweep


def serve_dashboard(store: Path, settings: Settings, inbox: Path | None = None) -> int:
    """Serve one store until stopped; page Files lists what waits in the `inbox`."""
    os.environ["DENIALS_HOME"] = str(store.resolve())
    if inbox:
        os.environ["DENIALS_INBOX"] = str(inbox.resolve())
    sweep(store)
    # The other end of a connection stays the other end, whatever X-Forwarded-For says.
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    os.chdir(APP.parent)
    sys.argv = [str(APP)]  # where Streamlit looks for what belongs to the script
    import streamlit
    from starlette.middleware import Middleware

    from analytics.serving.gate import SESSION, Gate
    from analytics.serving.guard import Guard
    from analytics.serving.openid import secrets_of

    gate = Gate(settings, recording_in(store.resolve())) if settings.has_sign_in else None
    if gate:
        identify_by(*_visitors_of(gate, SESSION))
    app = streamlit.App(
        APP,
        middleware=[Middleware(Guard, settings=settings, gate=gate)],
        secrets=secrets_of(settings.url, settings.provider) if settings.provider else None,
    )
    token = f"/?token={settings.token}" if settings.token else ""
    print(f"The dashboard is at {settings.url}{token} (Ctrl+C stops it).", flush=True)
    with suppress(KeyboardInterrupt):
        app.run(config=_streamlit_options(settings))
    return 0


def _visitors_of(
    gate: Any, cookie_name: str
) -> tuple[Callable[[], Person], Callable[[], Callable[[], Person]]]:
    """What names the person at the screen: whoever the session of this run of a page is of.

    And what names them later, where no page runs: by the role that this session has then.
    """
    import streamlit
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    def session() -> str | None:
        if get_script_run_ctx(suppress_warning=True) is None:
            return None
        return streamlit.context.cookies.get(cookie_name)

    return lambda: gate.person(session()), lambda: partial(gate.person, session())


def _streamlit_options(settings: Settings) -> dict[str, object]:
    """How Streamlit serves: here only, watching no files, and asking nobody for its address."""
    names = sorted({host.rsplit(":", 1)[0] for host in settings.hosts})
    return {
        "server.address": settings.address,
        "server.port": settings.port,
        "server.headless": True,  # else it asks for an e-mail address at the first start
        "server.fileWatcherType": "none",
        "server.allowedHosts": names,
        "server.enableAgentApi": False,
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "browser.serverAddress": names[0],
        "browser.gatherUsageStats": False,
        "logger.hideWelcomeMessage": True,
    }

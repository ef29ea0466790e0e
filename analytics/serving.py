"""Start the dashboard: a free port, the address said, and Streamlit in our place."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from analytics.uploads import sweep
from analytics.vocabulary import DenialsError

APP = Path(__file__).resolve().parents[1] / "app.py"


def serve_dashboard(store: Path, address: str, port: int | None, inbox: Path | None = None) -> int:
    """Serve one store until stopped; its exit code (on Windows; elsewhere we become it)."""
    port = port or _free_port(address)
    settings = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "true",  # else it asks for an e-mail address at the first start
        "logger.hideWelcomeMessage": "true",
    }
    words = [word for name, value in settings.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *words]
    os.environ["DENIALS_HOME"] = str(store.resolve())
    if inbox:
        os.environ["DENIALS_INBOX"] = str(inbox.resolve())
    sweep(store)
    os.chdir(APP.parent)
    print(f"The dashboard is at http://{address}:{port} (Ctrl+C stops it).", flush=True)
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def _free_port(address: str) -> int:
    """The first port from 8501 on that nobody listens on."""
    for port in range(8501, 8600):
        with socket.socket() as probe, suppress(OSError):
            if os.name != "nt":  # there it would share a port that is taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
            return port
    raise DenialsError("No port from 8501 to 8599 is free; name one with --port.")

"""How the dashboard is served: its address, and how it knows who comes."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from analytics.access import users_file
from analytics.vocabulary import DenialsError

IDLE_MINUTES = 30.0
LOOPBACK_NAMES = ("127.0.0.1", "localhost")
DEFAULT_PORTS = {"http": 80, "https": 443}
REQUIRED = ("client_id", "client_secret", "server_metadata_url")
OPTIONAL = ("name_claim", "groups_claim", "client_kwargs")
HOW_TO_SHARE = (
    "An address beyond this machine ({address}) needs sign-in: give --sign-in FILE and "
    "--users FILE, or leave out --address and let a reverse proxy on this machine sign people in "
    "(--trust-user-header X-Forwarded-User --users FILE); docs/sharing.md has both in full."
)


@dataclass(frozen=True)
class Settings:
    """What `denials serve` was told, checked.

    ``url`` is what people open. Nobody signs in where neither ``provider`` nor ``user_header`` is
    given: then whoever reaches the page acts as the user who started it.
    """

    address: str
    port: int
    url: str
    token: str = ""
    provider: Mapping[str, object] = field(default_factory=dict)
    user_header: str = ""
    users: Path | None = None
    idle_minutes: float = IDLE_MINUTES

    @property
    def has_sign_in(self) -> bool:
        """Whether people are told apart."""
        return bool(self.provider or self.user_header)

    @property
    def is_secure(self) -> bool:
        """Whether people come by https."""
        return self.url.startswith("https:")

    @property
    def origins(self) -> frozenset[str]:
        """Where our own pages come from: the address, and of this machine its other name too.

        Signing in comes back to one of them, so then there is only that one.
        """
        own = urlsplit(self.url)
        names = {own.hostname or ""}
        if not self.has_sign_in and own.hostname in LOOPBACK_NAMES:
            names.update(LOOPBACK_NAMES)
        return frozenset(f"{own.scheme}://{_host(name, own.port, own.scheme)}" for name in names)

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered."""
        return frozenset(urlsplit(origin).netloc for origin in self.origins)


def settings_of(
    address: str,
    port: int | None,
    url: str | None = None,
    token: bool = False,
    sign_in: Path | None = None,
    trust_user_header: str | None = None,
    users: Path | None = None,
    idle_minutes: float = IDLE_MINUTES,
) -> Settings:
    """The options of `denials serve`, or one sentence that says what they lack."""
    if sign_in and trust_user_header:
        raise DenialsError("People sign in by --sign-in or by --trust-user-header, not by both.")
    if (sign_in or trust_user_header) and not users:
        raise DenialsError("With sign-in, --users FILE says who has which role.")
    if users and not (sign_in or trust_user_header):
        raise DenialsError(
            "--users needs to know who comes: --sign-in FILE, or --trust-user-header NAME."
        )
    if not _is_loopback(address):
        _refuse_unsafe(address, url, sign_in, trust_user_header)
    if users:
        users_file(users)
    port = port or _free_port(address)
    return Settings(
        address=address,
        port=port,
        url=_url(url) if url else f"http://{_host(address, port, 'http')}",
        token=secrets.token_urlsafe(24) if token else "",
        provider=_provider(sign_in) if sign_in else {},
        user_header=(trust_user_header or "").lower(),
        users=users and users.resolve(),
        idle_minutes=idle_minutes,
    )


def _refuse_unsafe(
    address: str, url: str | None, sign_in: Path | None, trust_user_header: str | None
) -> None:
    """Beyond this machine: only with sign-in of our own, and only by https."""
    if trust_user_header:
        raise DenialsError(
            f"A header is believed only from a proxy on this machine, and {address} would let "
            "others send it: leave out --address."
        )
    if not sign_in:
        raise DenialsError(HOW_TO_SHARE.format(address=address))
    if not (url or "").startswith("https://"):
        raise DenialsError(
            f"Beyond this machine ({address}) patients' data travels by https: put a proxy with a "
            "certificate in front, and give the address people open with --url https://…"
        )


def _is_loopback(address: str) -> bool:
    if address == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return False


def _host(name: str, port: int | None, scheme: str) -> str:
    """A name and a port as a Host header has them."""
    name = f"[{name}]" if ":" in name else name.lower()
    return name if port in (None, DEFAULT_PORTS[scheme]) else f"{name}:{port}"


def _url(url: str) -> str:
    """The address people open, without a path."""
    said = urlsplit(url)
    if said.scheme not in DEFAULT_PORTS or not said.hostname or said.path.strip("/"):
        raise DenialsError(f"--url is like https://denials.example.org, without a path: not {url}.")
    return f"{said.scheme}://{_host(said.hostname, said.port, said.scheme)}"


def _provider(path: Path) -> dict[str, object]:
    """The OpenID Connect provider of a sign-in file."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise DenialsError(f"The sign-in file {path} cannot be read: {fault.strerror}.") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DenialsError(f"The sign-in file {path} is not TOML.") from fault
    if missing := [name for name in REQUIRED if not said.get(name)]:
        raise DenialsError(f"The sign-in file {path} lacks {missing[0]}.")
    if surplus := sorted(set(said) - {*REQUIRED, *OPTIONAL}):
        raise DenialsError(f"The sign-in file {path} has {surplus[0]!r}, which is not a setting.")
    return said


def _free_port(address: str) -> int:
    """The first port from 8501 on that nobody listens on."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in range(8501, 8600):
        with socket.socket(family) as probe, suppress(OSError):
            if hasattr(socket, "SO_REUSEPORT"):  # on Windows it would share a port that is taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
            return port
    raise DenialsError("No port from 8501 to 8599 is free; name one with --port.")

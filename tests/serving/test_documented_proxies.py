"""The proxies of docs/sharing.md: a name that a visitor sends never reaches the dashboard."""

from __future__ import annotations

import re
from pathlib import Path

DOC = (Path(__file__).parents[2] / "docs" / "sharing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\w*\n(.*?)```", DOC, flags=re.DOTALL)


def test_caddy_removes_the_header_before_it_asks_who_comes_and_in_the_order_written() -> None:
    (block,) = [each for each in BLOCKS if "forward_auth" in each]
    # Caddy sorts what stands outside `route`: forward_auth before request_header.
    steps = ("route {", "request_header -X-Forwarded-User", "forward_auth", "reverse_proxy")
    places = [block.index(step) for step in steps]
    assert places == sorted(places)
    assert "copy_headers Remote-User>X-Forwarded-User" in block


def test_nginx_puts_the_name_it_was_told_in_place_of_what_was_sent() -> None:
    text = "\n".join(each for each in BLOCKS if "proxy_" in each)
    assert "auth_request_set $user $upstream_http_x_auth_request_user;" in text
    assert "proxy_set_header X-Forwarded-User $user;" in text
    # What it asks is said too: an address named for a request has its location.
    for asked in re.findall(r"auth_request (\S+);", text):
        assert f"location = {asked} {{" in text


def test_both_hand_on_the_host_and_the_websocket() -> None:
    (server,) = [each for each in BLOCKS if "listen 443" in each]
    for line in ("Host $host;", "Upgrade $http_upgrade;", 'Connection "upgrade";'):
        assert f"proxy_set_header {line}" in server

"""What `denials serve` accepts, and what it refuses with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.serving import settings_of, start
from analytics.vocabulary import DenialsError

HERE = "127.0.0.1"


@pytest.fixture
def sign_in(tmp_path: Path) -> Path:
    path = tmp_path / "sign_in.toml"
    path.write_text(
        'client_id = "denials"\nclient_secret = "s"\n'
        'server_metadata_url = "https://id.example/.well-known/openid-configuration"\n'
    )
    return path


@pytest.fixture
def users(tmp_path: Path) -> Path:
    path = tmp_path / "users.toml"
    path.write_text('[users]\n"ana" = "viewer"\n')
    return path


def test_by_default_this_machine_is_served_under_its_two_names() -> None:
    settings = settings_of(HERE, 8501)
    assert settings.url == "http://127.0.0.1:8501"
    assert settings.hosts == {"127.0.0.1:8501", "localhost:8501"}
    assert settings.origins == {"http://127.0.0.1:8501", "http://localhost:8501"}
    assert (settings.token, settings.has_sign_in) == ("", False)


def test_where_people_sign_in_only_the_address_they_come_back_to_is_served(
    sign_in: Path, users: Path
) -> None:
    settings = settings_of(HERE, 8501, sign_in=sign_in, users=users)
    assert settings.origins == {"http://127.0.0.1:8501"}


def test_behind_a_proxy_the_address_people_open_counts(users: Path) -> None:
    settings = settings_of(
        HERE, 8501, url="https://Denials.example.org/", trust_user_header="X-User", users=users
    )
    assert settings.hosts == {"denials.example.org"}
    assert settings.origins == {"https://denials.example.org"}
    assert settings.is_secure


def test_each_start_has_a_token_of_its_own() -> None:
    first, second = (settings_of(HERE, 8501, token=True).token for _ in range(2))
    assert first != second
    assert len(first) >= 32


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "::", "billing.example.org"])
def test_an_address_beyond_this_machine_is_refused_without_sign_in(address: str) -> None:
    with pytest.raises(DenialsError) as refused:
        settings_of(address, 8501, token=True)
    assert "--sign-in FILE" in str(refused.value)
    assert "docs/sharing.md" in str(refused.value)


def test_beyond_this_machine_people_come_by_https(sign_in: Path, users: Path) -> None:
    with pytest.raises(DenialsError, match="travels by https"):
        settings_of("0.0.0.0", 8501, "http://d.example.org", sign_in=sign_in, users=users)
    settings = settings_of("0.0.0.0", 8501, "https://d.example.org", sign_in=sign_in, users=users)
    assert settings.hosts == {"d.example.org"}


def test_a_header_is_believed_on_this_machine_only(users: Path) -> None:
    with pytest.raises(DenialsError, match="believed only from a proxy on this machine"):
        settings_of(
            "0.0.0.0", 8501, "https://d.example.org", trust_user_header="X-User", users=users
        )


def test_sign_in_needs_a_file_of_users_and_the_other_way_round(sign_in: Path, users: Path) -> None:
    with pytest.raises(DenialsError, match="--users FILE says"):
        settings_of(HERE, 8501, sign_in=sign_in)
    with pytest.raises(DenialsError, match="--users needs to know who comes"):
        settings_of(HERE, 8501, users=users)
    with pytest.raises(DenialsError, match="not by both"):
        settings_of(HERE, 8501, sign_in=sign_in, trust_user_header="X-User", users=users)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('client_id = "d"\n', "lacks client_secret"),
        ("client_id", "is not TOML"),
        (
            'client_id="d"\nclient_secret="s"\nserver_metadata_url="u"\nredirect_uri="x"\n',
            "'redirect_uri', which is not a setting",
        ),
    ],
)
def test_a_sign_in_file_that_is_not_understood_is_said(
    tmp_path: Path, users: Path, text: str, words: str
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)
    with pytest.raises(DenialsError, match=words):
        settings_of(HERE, 8501, sign_in=path, users=users)


@pytest.mark.parametrize("url", ["denials.example.org", "ftp://x.example", "https://x.example/d"])
def test_an_address_people_cannot_open_is_refused(url: str) -> None:
    with pytest.raises(DenialsError, match="--url is like"):
        settings_of(HERE, 8501, url)


def test_streamlit_is_told_to_serve_our_hosts_to_watch_no_files_and_to_ask_nobody() -> None:
    told = start._streamlit_options(settings_of(HERE, 8501))
    assert told["server.address"] == HERE
    assert told["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert told["server.fileWatcherType"] == "none"
    assert told["browser.serverAddress"] == "127.0.0.1"  # else it asks a foreign host for its own
    assert told["browser.gatherUsageStats"] is False
    assert told["server.enableXsrfProtection"] and told["server.enableCORS"]

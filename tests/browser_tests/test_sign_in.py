"""Signing in with a real OpenID Connect provider: what each role may, and the way out."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from PIL import Image, ImageStat
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from analytics import notebook
from analytics.access import audit
from tests.browser_tests.conftest import Dashboard, new_page
from tests.browser_tests.screen import Screen
from tests.conftest import SampleHouse

PEOPLE = {"vera": "viewer", "wim": "worker", "lou": "loader", "mia": "manager"}
USERS = """
[users]
"mia@clinic.example" = "manager"
"wim@clinic.example" = "worker"

[groups]
"Visitors" = "viewer"
"Night loads" = "loader"
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider that knows the four, and one more whom the dashboard does not know."""
    groups = {"vera": ["Visitors"], "lou": ["Visitors", "Night loads"]}
    people = [
        User(sub=name, claims={"email": f"{name}@clinic.example", "groups": groups.get(name, [])})
        for name in (*PEOPLE, "eve")
    ]
    people.append(
        User(sub="mallory", claims={"email": "mia@clinic.example", "email_verified": False})
    )
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def shared(
    serve: Callable[..., Dashboard],
    provider: str,
    sample_house: SampleHouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Dashboard:
    """The sample, served to whoever signs in."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(sample_house.store, folder / "store")
    (folder / "users.toml").write_text(USERS)
    (folder / "sign_in.toml").write_text(
        'client_id = "denials"\nclient_secret = "secret"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    options = ["--sign-in", folder / "sign_in.toml", "--users", folder / "users.toml"]
    return serve(folder / "store", *map(str, options))


@contextmanager
def visitor(
    browser: Browser, served: Dashboard, **said: object
) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser of one's own. (The provider's page asks elsewhere for its looks; ours do not.)"""
    with new_page(browser, served.address, **said) as page:
        yield page.context, page


def sign_in(page: Page, shared: Dashboard, name: str, path: str = "") -> Screen:
    """From a page of the dashboard by way of the provider and back to that page."""
    page.goto(f"{shared.address}/{path}")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(f"{shared.address}/**")
    return Screen(page, shared.address)


def test_nothing_is_shown_before_sign_in(shared: Dashboard, browser: Browser) -> None:
    with visitor(browser, shared) as (context, page):
        asked: list[str] = []

        def note(request: Request) -> None:
            asked.append(request.url)

        context.on("request", note)
        page.goto(f"{shared.address}/payers")
        expect(page).to_have_title("Denial review")
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        assert page.locator("[data-testid=stApp]").count() == 0
        assert {url for url in asked if not url.startswith(shared.address)} <= {"data:,"}
        context.remove_listener("request", note)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_can_be_read_in_light_and_in_dark(
    shared: Dashboard, browser: Browser, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with visitor(browser, shared, color_scheme=scheme, bypass_csp=True) as (_, page):
        page.goto(f"{shared.address}/sign-in")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
        brightness = sum(ImageStat.Stat(picture).mean) / 255  # 0 is black
        assert (brightness > 0.8) if scheme == "light" else (brightness < 0.3)
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_viewer_looks_and_is_offered_nothing_else(shared: Dashboard, browser: Browser) -> None:
    with visitor(browser, shared) as (_, page):
        screen = sign_in(page, shared, "vera", "reasons?payer=BLUE+LANTERN+HEALTH")
        screen.asks("Reasons")
        assert screen.said() == {"payer": ["BLUE LANTERN HEALTH"]}  # where she wanted to go
        expect(page.get_by_text("vera@clinic.example · viewer")).to_be_visible()
        expect(screen.keyed("decide_here").get_by_role("button")).to_be_disabled()
        page.get_by_test_id("stMain").get_by_role("button", name="Export").first.click()
        screen.shows_anywhere("may not export lists and documents")
        page.keyboard.press("Escape")
        assert page.get_by_role("button", name="Download CSV").count() == 0
        screen.go("Files", "Files")
        screen.shows("may not load files or undo a load")
        assert page.get_by_test_id("stFileUploaderDropzoneInput").is_disabled()


def test_a_viewer_who_goes_round_the_page_is_refused(shared: Dashboard, browser: Browser) -> None:
    with visitor(browser, shared) as (context, page):
        sign_in(page, shared, "vera").settle()
        answer = context.request.put(
            f"{shared.address}/_stcore/upload_file/a/b",
            headers={"Origin": shared.address},
            data="ISA",
        )
        assert answer.status == 403


def test_what_a_worker_types_is_kept_under_the_name_signed_in_with(
    shared: Dashboard, browser: Browser
) -> None:
    with visitor(browser, shared) as (_, page):
        screen = sign_in(page, shared, "wim", "denied_lines?list=all")
        screen.settle()
        screen.tick_claim(0)
        screen.keyed("change_lines").get_by_role("button").click()
        form = page.get_by_role("dialog")
        expect(form.get_by_text("Kept under the name wim@")).to_be_visible()
        screen.keyed("change_note").get_by_role("textbox").fill("called")
        form.get_by_role("button", name="Save").click()
        screen.shows("1 line changed: note “called”.")
        (entry,) = notebook.work_entries(shared.store)
        assert entry["changed_by"] == "wim@clinic.example"
        screen.keyed("work_export").get_by_role("button").first.click()
        expect(page.get_by_role("button", name="Download CSV")).to_be_visible()
        page.keyboard.press("Escape")
        screen.go("Definitions", "Definitions")
        screen.shows("that takes the role manager")
        expect(screen.keyed("apply_definitions").get_by_role("button")).to_be_disabled()


def test_whoever_is_named_no_more_is_handed_no_file_from_a_page_that_is_open(
    shared: Dashboard, browser: Browser
) -> None:
    users = shared.store.parent / "users.toml"
    with visitor(browser, shared) as (_, page):
        screen = sign_in(page, shared, "wim", "denied_lines?list=all").settle()
        screen.keyed("work_export").get_by_role("button").first.click()
        button = page.get_by_role("button", name="Download CSV")
        expect(button).to_be_enabled()
        try:
            users.write_text(USERS.replace('"wim@clinic.example" = "worker"', ""))
            button.click()
            screen.shows_anywhere("Failed to generate file for download")
        finally:
            users.write_text(USERS)
    assert not any(each["act"] == "export" for each in audit.entries(shared.store))


def test_a_loader_may_load_and_a_manager_may_define(shared: Dashboard, browser: Browser) -> None:
    with visitor(browser, shared) as (_, page):
        screen = sign_in(page, shared, "lou", "files").asks("Files")
        assert page.get_by_test_id("stFileUploaderDropzoneInput").is_enabled()
        screen.go("Definitions", "Definitions").shows("takes the role manager")
    with visitor(browser, shared) as (_, page):
        screen = sign_in(page, shared, "mia", "definitions").asks("Definitions")
        assert page.get_by_text("takes the role manager").count() == 0


@pytest.mark.parametrize("name", ["eve", "mallory"])
def test_who_has_no_role_or_no_verified_name_sees_no_data(
    shared: Dashboard, browser: Browser, name: str
) -> None:
    with visitor(browser, shared) as (_, page):
        sign_in(page, shared, name)
        expect(page.get_by_role("heading")).to_have_text(
            "No role yet" if name == "eve" else "Denial review"
        )
        assert page.locator("[data-testid=stApp]").count() == 0


def test_after_signing_out_the_old_cookies_open_nothing(
    shared: Dashboard, browser: Browser
) -> None:
    with visitor(browser, shared) as (context, page):
        sign_in(page, shared, "mia").settle()
        kept = context.cookies()
        page.get_by_role("link", name="Sign out").click()
        page.get_by_role("button", name="End session").click()  # at the provider, too
        page.wait_for_url(f"{shared.address}/sign-in*")
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        context.add_cookies(kept)
        page.goto(shared.address)
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_an_idle_session_ends_and_the_page_goes_to_the_sign_in(
    serve: Callable[..., Dashboard], shared: Dashboard, browser: Browser, tmp_path: Path
) -> None:
    folder = shared.store.parent
    shutil.copytree(shared.store, tmp_path / "store")
    options = ["--sign-in", folder / "sign_in.toml", "--users", folder / "users.toml"]
    hasty = serve(tmp_path / "store", *map(str, options), "--idle-minutes", "0.1")
    with visitor(browser, hasty) as (_, page):
        sign_in(page, hasty, "mia").settle()
        expect(page.get_by_text("Your session ended after 0.1 minutes without use.")).to_be_visible(
            timeout=60_000
        )

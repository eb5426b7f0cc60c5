"""The built site, and a browser to read it with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.building.support import run
from tests.support import CHECKOUT, chromium

OPTIONS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--no-first-run",
    # a browser that calls home has no place in a test
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example records, built as a user builds it."""
    out = tmp_path_factory.mktemp("browser")
    _, memory = run(CHECKOUT / "metadata", out=out, groups=("site",))
    assert memory.codes() == []
    return out / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    executable = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site, from the disk; any complaint of the browser fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(place: str, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]  # passed on
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((site / place).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    # the pictures of the examples are nowhere
    assert [complaint for complaint in complaints if "Failed to load resource" not in complaint] == []

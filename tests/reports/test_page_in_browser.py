"""The page in a browser: accessible, on a phone as on a desk, in light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.reports import writer
from tests.browser.conftest import OPTIONS
from tests.reports.examples import localizer, reports, titles
from tests.support import chromium

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    """The system's Chromium."""
    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(OPTIONS))
        yield browser
        browser.close()


def _open(browser: Browser, folder: Path, tag: str, width: int, scheme: str) -> Page:
    path = folder / "report.html"
    path.write_text("\n".join(writer("html")(reports(), localizer(tag), titles)), encoding="ascii")
    viewport = {"width": width, "height": 900}
    page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]  # playwright's own literals
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("tag", "width"), [("fr", 320), ("en", 1280)])
def test_accessible(started: Browser, tmp_path: Path, tag: str, width: int, scheme: str) -> None:
    """axe-core finds no breach of WCAG 2.2 AA nor of good practice, contrast included."""
    page = _open(started, tmp_path, tag, width, scheme)
    page.add_style_tag(content=".document { content-visibility: visible }")  # axe looks at what is rendered
    response = Axe().run(page, options={"runOnly": RULES}).response
    assert len(response["passes"]) > 10
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in response["violations"]] == []
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_page(started: Browser, tmp_path: Path, width: int) -> None:
    """Only tables scroll sideways, in their own frame (WCAG 2.2, 1.4.10)."""
    page = _open(started, tmp_path, "fr", width, "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_marked_part_stands_out(started: Browser, tmp_path: Path) -> None:
    """By its background, and on its own line of the excerpt."""
    page = _open(started, tmp_path, "en", 1280, "light")
    script = "node => getComputedStyle(node).backgroundColor"
    mark, excerpt = (page.locator(found).first.evaluate(script) for found in ("mark", "pre"))
    assert mark != excerpt
    lines = page.locator("pre").first.locator("code").evaluate_all("nodes => nodes.map(node => node.offsetTop)")
    assert len(set(lines)) == 3
    page.close()

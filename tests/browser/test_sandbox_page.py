"""The page of the sandbox as a person reads it: queue and records, in both languages, on every screen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import RULES
from tests.submission.paper import write_output
from tests.submission.support import desk


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A sandbox with a deposit that is registered, and one that is refused."""
    with desk(tmp_path_factory.mktemp("sandbox")) as office:
        deposits = [("good-1", "2", {"10.5555/a": "A", "10.5555/b": "B"}), ("bad-1", "2", {"10.9999/c": "C"})]
        write_output(office.out, deposits)
        office.submit()
        yield office.endpoint.base_url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; a complaint of the browser fails the test."""
    context = browser.new_context()
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text))
    yield made
    context.close()
    assert [complaint for complaint in complaints if "favicon" not in complaint and "404" not in complaint] == []


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize(
    ("language", "heading", "other"), [("en", "Submissions", "français"), ("fr", "Envois", "English")]
)
def test_languages(page: Page, address: str, language: str, heading: str, other: str) -> None:
    """Each language has its own words, and a way to the other."""
    page.goto(f"{address}/?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=2).first).to_contain_text(heading)
    page.get_by_role("link", name=other).click()
    expect(page.locator("html")).not_to_have_attribute("lang", language)


@pytest.mark.usefixtures("official")
def test_queue_and_records(page: Page, address: str) -> None:
    """Both submissions with their logs, and the records that were registered."""
    page.goto(f"{address}/?lang=en")
    expect(page.get_by_role("table")).to_have_count(2)
    expect(page.get_by_role("table").nth(0)).to_contain_text("good-1-2")
    expect(page.get_by_role("table").nth(0)).to_contain_text("bad-1-2")
    expect(page.get_by_role("table").nth(1)).to_contain_text("10.5555/a")
    expect(page.get_by_role("table").nth(1)).not_to_contain_text("10.9999/c")


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_readable_by_all(browser: Browser, address: str, width: int, scheme: str, language: str) -> None:
    """No fault by WCAG 2.2, on no screen; nothing but a table is wider than a narrow one."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?lang={language}")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

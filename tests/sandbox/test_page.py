"""The page for people."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from pipeline.sandbox import pages
from tests.sandbox.serving import advance, deposit, make_client, make_sandbox


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A sandbox and its client."""
    sandbox = make_sandbox(tmp_path / "state")
    with make_client(sandbox) as made:
        yield made


def _page(client: httpx.Client, path: str = "/", **headers: str) -> html.HtmlElement:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "", "en"),
        ("/", "fr-CA, en;q=0.5", "fr"),
        ("/", "en;q=0.5, fr;q=0.9", "fr"),
        ("/", "fr;q=0, de, *;q=0.1, en;q=x", "en"),
        ("/?lang=fr", "en", "fr"),
        ("/?lang=en", "fr", "en"),
        ("/?lang=../etc", "fr", "fr"),
    ],
)
def test_language(client: httpx.Client, path: str, accepted: str, language: str) -> None:
    """What was asked for, else what the browser prefers, else English; a link leads to the other one."""
    page = _page(client, path, **{"accept-language": accepted})
    other = "fr" if language == "en" else "en"
    assert page.get("lang") == language
    (link,) = page.xpath("//nav//a")
    assert (link.get("href"), link.get("lang"), link.get("hreflang")) == (f"/?lang={other}", other, other)


def test_empty(client: httpx.Client) -> None:
    """A sandbox to which nothing was sent says so."""
    page = _page(client)
    assert "No submission yet." in page.text_content()
    assert "No DOI is registered yet." in page.text_content()


def test_queue(client: httpx.Client) -> None:
    """A submission with its state, its counts, and links to its log and contents that lead somewhere."""
    deposit(client, "café & <i>.xml", "b<1>")
    assert "queued" in _page(client).xpath("//td[@class='state']/text()")
    advance(client)
    page = _page(client)
    assert page.xpath("//td[@class='state']/text()") == ["completed"]
    assert "café & <i>.xml" in page.xpath("//td/text()")
    assert page.xpath("//td[contains(@class, 'number')]/text()") == ["1", "0", "0"]
    links = page.xpath("//td[@class='links']/a")
    assert [client.get(link.get("href")).status_code for link in links] == [200, 200]
    assert all(link.get("aria-label") for link in links)


def test_faults_are_shown(client: httpx.Client) -> None:
    """Who wonders why nothing works finds the faults that wait."""
    client.post("/sandbox/faults", json={"kind": "503", "count": 2})
    assert _page(client).xpath("//section[@aria-labelledby='faults']//code/text()") == ["503"]


def test_long_lists_are_cut(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are shown, and how many there are besides."""
    monkeypatch.setattr(pages, "MOST_SHOWN", 2)
    for number in range(5):
        deposit(client, f"{number}.xml")
    page = _page(client)
    assert page.xpath("//section[@aria-labelledby='queue']//tbody/tr/td[2]/text()") == ["4.xml", "3.xml"]
    assert "3 older submissions are not shown." in page.text_content()


def test_nothing_runs_in_the_page(client: httpx.Client) -> None:
    """No script is in it, and none would be run."""
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not html.fromstring(answer.content).xpath("//script")


def test_form(client: httpx.Client) -> None:
    """Headings in order, tables with headings, lists that can be scrolled by the keyboard."""
    deposit(client)
    page = _page(client)
    assert [heading.tag for heading in page.xpath("//h1|//h2|//h3")] == ["h1", "h2", "h2"]
    assert page.xpath("//meta[@name='viewport']")
    assert all(cell.get("scope") for cell in page.xpath("//th"))
    assert all(box.get("tabindex") == "0" for box in page.xpath("//div[@class='wide']"))

"""JATS: dates, issue and pages."""

import pytest

from tests.formats.jats_support import (
    META,
    content,
    elements,
    faults,
    parse,
    render,
    texts,
)
from tests.works import minimal_record, minimal_work


@pytest.mark.parametrize(
    ("date", "iso", "parts"),
    [
        ("2025-04-05", "2025-04-05", "<day>05</day><month>04</month><year>2025</year>"),
        ("2025-04", None, "<month>04</month><year>2025</year>"),
        ("2025", None, "<year>2025</year>"),
        ("2025-spring", None, "<season>Spring</season><year>2025</year>"),
        ("2025-Q3", None, "<season>Q3</season><year>2025</year>"),
    ],
)
def test_publication_date(date: str, iso: str | None, parts: str) -> None:
    """A date has the parts that are known, and the ISO form where it is whole."""
    root = parse(minimal_work(dates={"published_online": date}))
    (found,) = elements(root, f"{META}/pub-date")
    assert dict(found.attrib) == {"date-type": "pub", "publication-format": "electronic"} | (
        {"iso-8601-date": iso} if iso else {}
    )
    assert content(root, f"{META}/pub-date") == [parts]


def test_article_comes_out_with_its_issue() -> None:
    """An article without dates has those of its issue, which is a collection with one date; the other is history."""
    issue = {"id": "i", "published_online": "2025-04-05", "published_print": "2025-05"}
    root = parse(minimal_work(issue=issue))
    assert [tuple(found.attrib.values())[:2] for found in elements(root, f"{META}/pub-date")] == [
        ("pub", "electronic"),
        ("pub", "print"),
        ("collection", "print"),
    ]
    assert texts(root, "//event[@event-type='issue-published-online']/date/@iso-8601-date") == ["2025-04-05"]


def test_address_of_the_issue() -> None:
    """The issue’s address is that of a page that is there, whatever the article’s language; its DOI leads there."""
    urls = {"issue": "https://x.example/{language}/{issue}"}
    journal = {**minimal_record()["journal"], "languages": ["fr", "en"], "urls": urls}
    root = parse(minimal_work(language="fr-CA", title={"fr-CA": "T"}, journal=journal, issue={"id": "i"}))
    assert elements(root, f"{META}/issue-id/@xlink:href") == ["https://x.example/fr/i"]


def test_no_date() -> None:
    """An article that is not out yet says that it has no date."""
    assert len(elements(parse(minimal_work()), f"{META}/pub-date-not-available")) == 1
    assert elements(parse(minimal_work(dates={"published_print": "2025"})), f"{META}/pub-date-not-available") == []


def test_history() -> None:
    """The usual dates are in history, the earliest first; other events are in pub-history."""
    dates = {
        "accepted": "2025-03-01",
        "received": "2025-01-01",
        "revised": ["2025-02-01"],
        "history": [{"type": "preprint", "date": "2024-12-01"}, {"type": "press-embargo", "date": "2025-04-01"}],
    }
    work = minimal_work(dates=dates)
    root = parse(work)
    assert texts(root, f"{META}/history/date/@date-type") == ["preprint", "received", "rev-recd", "accepted"]
    assert texts(root, f"{META}/pub-history/event/@event-type") == ["press-embargo"]
    assert faults(render(work)) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"first_page": "1", "last_page": "9"}, ["fpage 1", "lpage 9"]),
        ({"first_page": "1"}, ["fpage 1"]),
        ({"article_number": "e5"}, ["elocation-id e5"]),
        ({"first_page": "1", "article_number": "e5"}, ["fpage 1", "meta-value e5"]),
        ({"first_page": "1", "last_page": "9", "other_pages": "11"}, ["fpage 1", "lpage 9", "page-range 1-9, 11"]),
        ({"article_number": "e5", "other_pages": "11"}, ["elocation-id e5", "meta-value 11"]),
        ({"last_page": "9"}, ["meta-value 9"]),
    ],
)
def test_pages(fields: dict[str, str], expected: list[str]) -> None:
    """JATS takes pages or an article number; what has no place among them is kept in custom-meta."""
    work = minimal_work(**fields)
    path = "//fpage | //lpage | //page-range | //elocation-id | //meta-value"
    assert [f"{found.tag} {found.text}" for found in elements(parse(work), path)] == expected
    assert faults(render(work)) == []


@pytest.mark.parametrize(
    ("issue", "expected"),
    [
        ({"number": "3"}, ["issue 3"]),
        ({"special_numbering": "Suppl. 1"}, ["issue Suppl. 1"]),
        ({"number": "3", "special_numbering": "Suppl. 1"}, ["issue 3", "supplement Suppl. 1"]),
        ({"volume_url": "https://example.org/v"}, ["volume-id https://example.org/v"]),
    ],
)
def test_issue(issue: dict[str, str], expected: list[str]) -> None:
    """An issue that has only a special number is known by it."""
    work = minimal_work(issue={"id": "i", **issue})
    path = "//volume-id | //issue | //supplement"
    assert [f"{found.tag} {found.text}" for found in elements(parse(work), path)] == expected
    assert faults(render(work)) == []

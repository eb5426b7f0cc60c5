"""Tables of contents: the order of issues and of the works in them."""

from typing import Any

from pipeline.building.contents import Contents
from pipeline.building.records import Listing
from pipeline.formats.base import Entry
from pipeline.model import Work
from tests.works import minimal_work


def _contents(*works: Work) -> Contents:
    contents = Contents()
    for work in works:
        contents.add(Listing(work.journal, work.issue, Entry.of(work)))
    return contents


def _in_issue(identifier: str, **issue: Any) -> Work:
    return minimal_work(id=f"w-{identifier}", issue={"id": identifier, **issue})


def test_works_by_page() -> None:
    """Roman pages before the first, numbers by size and not by digits, works without pages last in their order."""
    pages = {"e": "10", "z": "", "b": "9-12", "r": "iv", "y": "", "s": "e30"}
    works = [minimal_work(id=name, **({"first_page": page} if page else {})) for name, page in pages.items()]
    (journal,) = _contents(*works).site().journals
    assert [entry.id for entry in journal.issues[0].entries] == ["r", "b", "e", "s", "z", "y"]


def test_issues_newest_first() -> None:
    """Works that are in none yet, then by year, volume and number, as numbers."""
    works = (
        _in_issue("a", volume="9", number="1", published_online="2024"),
        _in_issue("b", volume="10", number="2", published_online="2025-01"),
        _in_issue("c", volume="10", number="10", published_print="2025-06"),
        minimal_work(id="new"),
        _in_issue("d", volume="8"),
        minimal_work(id="dated", issue={"id": "e", "volume": "1"}, dates={"published_online": "2026"}),
    )
    (journal,) = _contents(*works).site().journals
    assert [found.issue.id if found.issue else "" for found in journal.issues] == ["", "e", "c", "b", "a", "d"]


def test_journals_by_id() -> None:
    """Each journal has its own issues, also where their ids are the same."""
    journal = {"languages": ["en"], "title": {"en": "T"}, "publisher": {"name": {"en": "P"}}}
    works = [minimal_work(id=name, journal={"id": name, **journal}, issue={"id": "1"}) for name in ("two", "one")]
    site = _contents(*works).site()
    assert [(found.journal.id, [e.id for i in found.issues for e in i.entries]) for found in site.journals] == [
        ("one", ["one"]),
        ("two", ["two"]),
    ]

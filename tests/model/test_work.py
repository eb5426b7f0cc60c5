"""The work as a whole."""

import json
from typing import Any

import pytest

from pipeline.model import Work
from tests.model.support import make, refused
from tests.works import MINIMAL, RECORD, full_work


def work(**changes: Any) -> Work:
    """Make a small work."""
    return make(Work, "en", **{**MINIMAL, **changes})


def test_full_record_survives() -> None:
    """Dumped as JSON and read again, it is the same."""
    full = full_work()
    assert Work.model_validate(json.loads(full.model_dump_json())) == full
    assert Work.model_validate_json(full.model_dump_json()) == full


def test_contributors_by_kind_and_role() -> None:
    """In the order of the by-line."""
    full = full_work()
    assert len(full.persons) + len(full.organizations) < len(full.contributors)
    assert full.authors == full.with_role("author")
    assert {found.type for found in full.with_role("reviewer")} == {"anonymous"}
    assert full.affiliation("labo") == full.affiliations[0]
    assert full.affiliation("nothing") is None


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"first_page": "186", "last_page": "194"}, "186–194"),
        ({"first_page": "186", "last_page": "186"}, "186"),
        ({"first_page": 186}, "186"),
        ({"last_page": "194"}, ""),
        ({}, ""),
    ],
)
def test_pages(pages: dict[str, Any], expected: str) -> None:
    """A range, one page, or nothing."""
    assert work(**pages).pages == expected


def test_date_of_publication() -> None:
    """The article's first one, else its issue's."""
    issue = {"id": "i", "published_print": "2026-05", "published_online": "2026-04"}
    assert str(work(issue=issue).published) == "2026-04"
    assert str(work(issue=issue, dates={"published_online": "2026-06"}).published) == "2026-06"
    assert str(work(dates={"published_online": "2026-06", "published_print": "2026"}).published) == "2026-06"
    assert work(dates={"received": "2026"}).published is None


def test_addresses() -> None:
    """A link in the page's language, a link without language, the journal's pattern."""
    journal = {**MINIMAL["journal"], "urls": {"article": "https://x.org/{language}/{id}"}}
    links = [{"url": "https://own.org/fr", "language": "fr"}, {"url": "https://own.org/x.pdf", "purpose": "pdf"}]
    assert work(journal=journal, links=links).url("fr") == "https://own.org/fr"
    assert work(journal=journal, links=links).url("en") == "https://x.org/en/minimal"
    assert work(links=[{"url": "https://own.org/"}]).url("de") == "https://own.org/"
    assert work().url("en") == ""
    assert work(journal=journal).landing_page == "https://x.org/en/minimal"
    assert work().landing_page == ""


def test_languages() -> None:
    """The article's own comes first, whether the title is in it or not."""
    assert work(language="fr", title={"en": "A", "ar": "ب"}).languages == ("fr", "en", "ar")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"affiliations": [{"id": "a", "name": "X"}, {"id": "a", "name": "Y"}]}, ["affiliation-repeated"]),
        ({"references": [{"id": "r", "text": "X"}, {"id": "r", "text": "Y"}]}, ["reference-repeated"]),
        ({"abstracts": [{}]}, ["abstract-empty"]),
        ({"abstracts": [{"type": "graphical", "text": "X"}]}, ["graphic-missing"]),
        ({"page_count": 0}, ["greater_than_equal"]),
        ({"unknown": 1}, ["extra_forbidden"]),
        ({"article_type": "essay"}, ["literal_error"]),
        ({"dates": {"history": [{"type": "Preprint", "date": "2026"}]}}, ["string_pattern_mismatch"]),
    ],
)
def test_refused(changes: dict[str, Any], codes: list[str]) -> None:
    """What contradicts itself."""
    assert refused(Work, {**MINIMAL, **changes}, "en") == codes


def test_nothing_is_lost() -> None:
    """Every text of the full record is in what is dumped."""
    dumped = full_work().model_dump_json()
    for value in (RECORD["note"], RECORD["other_pages"], RECORD["funding"][1]["name"]["fr"]):
        assert value in dumped

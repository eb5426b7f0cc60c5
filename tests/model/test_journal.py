"""Journals and issues, and the addresses of their pages."""

from typing import Any

import pytest

from pipeline.model import Issue, Journal
from pipeline.model.journal import LocalizedPattern, filled
from tests.model.support import make, refused, value

LEAST: dict[str, Any] = {"id": "rev", "languages": ["fr", "en"], "title": "Revue", "publisher": {"name": "Presses"}}


@pytest.mark.parametrize(
    "pattern",
    [
        "example.org/{id}",
        "https://example.org/{name}",
        "https://example.org/{id",
        "https://example.org/{}",
        "https://example.org/{id!r}",
        "https://example.org/{id:>999999999}",
        "https://example.org/{id.__class__}",
        "https://example.org/{id[0]}",
    ],
)
def test_patterns_are_plain(pattern: str) -> None:
    """Only the known placeholders, with nothing that formatting could be made to do."""
    assert refused(LocalizedPattern, pattern) == ["url-pattern-malformed"]


def test_filled() -> None:
    """Values are encoded, missing ones left out; a pattern of another language serves only with its placeholder."""
    pattern = value(
        LocalizedPattern, {"fr": "https://x.org/{language}/{volume}/{id}?d={doi}", "en": "https://x.org/e/{id}"}
    )
    assert filled(pattern, "fr", id="a b", doi="10.5555/é") == "https://x.org/fr//a%20b?d=10.5555/%C3%A9"
    assert filled(pattern, "en", id="a") == "https://x.org/e/a"
    assert filled(pattern, "ar", id="a") == "https://x.org/ar//a?d="
    assert filled(value(LocalizedPattern, {"en": "https://x.org/e/{id}"}), "fr", id="a") == ""
    assert filled(None, "fr") == ""


def test_own_addresses_go_first() -> None:
    """Of the journal and of an issue; else the patterns; else nothing."""
    urls = {"journal": "https://x.org/{language}/", "issue": "https://x.org/{language}/{issue}"}
    with_patterns, with_own = make(Journal, **LEAST, urls=urls), make(Journal, **LEAST, url="https://own.org/")
    issue, own_issue = make(Issue, id="1-2"), make(Issue, id="1-2", url="https://own.org/1-2")
    assert with_patterns.landing_page == "https://x.org/fr/"
    assert with_own.landing_page == "https://own.org/"
    assert make(Journal, **LEAST).landing_page == ""
    assert with_patterns.issue_landing_page(issue) == "https://x.org/fr/1-2"
    assert with_patterns.issue_landing_page(own_issue) == "https://own.org/1-2"
    assert with_own.issue_landing_page(issue) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"languages": []}, "too_short"),
        ({"languages": ["fr", "FR"]}, "language-repeated"),
        ({"issn": {"print": "1234-5678"}}, "issn-checksum"),
        ({"depositor": {"name": "X", "email": "depots@example"}}, "email-malformed"),
        ({"archives": ["My Archive"]}, "literal_error"),
        ({"abbreviation": "x" * 151}, "too_long"),
    ],
)
def test_refused(changes: dict[str, Any], code: str) -> None:
    """What a journal cannot be."""
    assert refused(Journal, {**LEAST, **changes}) == [code]

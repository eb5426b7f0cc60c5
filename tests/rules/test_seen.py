"""What was seen already."""

import sqlite3

import pytest

from pipeline.findings import Place
from pipeline.rules import Claim, Seen, all_rules


def claim(key: str, line: int) -> Claim:
    """Make a claim to a DOI."""
    return Claim("doi-duplicate", key, key.upper(), Place("works.jsonl", line, 0, "doi"))


def test_first_place_is_kept() -> None:
    """Each later claim is told where the first was; keys decide, not spellings."""
    with Seen(all_rules()) as seen:
        assert not list(seen.check([claim("10.1/a", 1), claim("10.1/b", 2)]))
        found = list(seen.check([claim("10.1/A", 3), claim("10.1/c", 4), claim("10.1/a", 5)]))
    assert [(finding.code, finding.place.line) for finding in found] == [("doi-duplicate", 3), ("doi-duplicate", 5)]
    assert all("works.jsonl:1" in str(finding.message) for finding in found)
    assert "10.1/A" in str(found[0].message)


def test_rules_do_not_mix() -> None:
    """An id may look like a DOI."""
    with Seen(all_rules()) as seen:
        other = Claim("id-duplicate", "x", "10.1/A", Place("works.jsonl", 2))
        assert not list(seen.check([claim("10.1/a", 1), other]))


def test_two_builds_do_not_meet() -> None:
    """Each has its own memory, which is gone afterwards."""
    with Seen(all_rules()) as first, Seen(all_rules()) as second:
        assert not list(first.check([claim("10.1/a", 1)]))
        assert not list(second.check([claim("10.1/a", 1)]))
    with pytest.raises(sqlite3.ProgrammingError):
        list(first.check([claim("10.1/a", 1)]))


def test_many() -> None:
    """More than a cache holds are still all known."""
    with Seen(all_rules()) as seen:
        claims = [claim(f"10.1/{number:06d}{'x' * 200}", number) for number in range(20_000)]
        assert not list(seen.check(claims))
        assert [finding.place.line for finding in seen.check(claims[::5000])] == [0, 5000, 10_000, 15_000]

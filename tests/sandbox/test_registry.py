"""The registry of the sandbox: records, titles and conflicts in tables of a connection that somebody else commits."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.sandbox.registry import NewRecord, Registry

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 1, 3, tzinfo=UTC)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """Give a connection."""
    made = sqlite3.connect(":memory:")
    yield made
    made.close()


def new(doi: str, like: str = "", timestamp: str = "1") -> NewRecord:
    """Make a record."""
    return NewRecord(doi, "10.5555", timestamp, "https://example.org/", "journal_article", b"<a/>", like)


def test_records_are_found_whatever_the_case(connection: sqlite3.Connection) -> None:
    """A DOI is one, however it is written; its first date and its place stay."""
    registry = Registry(connection)
    registry.register(new("10.5555/b"), NOW)
    registry.register(new("10.5555/a"), NOW)
    registry.register(new("10.5555/B", timestamp="2"), LATER)
    assert registry.dois() == ("10.5555/B", "10.5555/a")
    assert [record.doi for record in registry.records()] == ["10.5555/B", "10.5555/a"]
    record = registry.record("10.5555/b")
    assert (record.registered_at, record.updated_at) == (NOW.isoformat(), LATER.isoformat())
    assert (record.timestamp, record.times_registered) == ("2", 2)
    assert registry.owners() == {"10.5555"}


def test_an_unknown_doi(connection: sqlite3.Connection) -> None:
    """It is not found."""
    registry = Registry(connection)
    assert registry.find("10.5555/a") is None
    with pytest.raises(KeyError):
        registry.record("10.5555/a")


def test_nothing_is_committed(connection: sqlite3.Connection) -> None:
    """What is registered goes with the transaction of the caller; the tables stay."""
    registry = Registry(connection)
    connection.commit()
    registry.register(new("10.5555/a"), NOW)
    connection.rollback()
    assert not registry.dois()
    assert not Registry(connection).titles()


def test_titles(connection: sqlite3.Connection) -> None:
    """A title record is found by its ISSNs, its DOI and its title; an ISSN that is assigned stays where it is."""
    registry = Registry(connection)
    first = registry.add_title("One", "", "journal", "10.5555")
    second = registry.add_title("Two", "10.5555/two", "journal", "10.5555")
    registry.complete_title(first, ("20493630",), "10.5555/One")
    registry.complete_title(second, ("20493630", "03785955"), "10.5555/other")
    one, two = registry.titles()
    assert (one.issns, two.issns) == (("20493630",), ("03785955",))
    assert registry.title_of_issn("20493630") == one
    assert registry.title_of_doi("10.5555/ONE") == one
    assert registry.title_of_doi("10.5555/TWO") == two
    assert registry.title_of_doi("") is None
    assert registry.titles_called("Two") == (two,)


def test_conflicts(connection: sqlite3.Connection) -> None:
    """A conflict is over once none of its records are alike."""
    registry = Registry(connection)
    for doi in ("10.5555/a", "10.5555/b", "10.5555/c"):
        registry.register(new(doi, "same"), NOW)
    assert registry.alike("same", "10.5555/C") == ("10.5555/a", "10.5555/b")
    assert registry.alike("", "10.5555/c") == ()
    number = registry.open_conflict("10.5555/c", ("10.5555/a", "10.5555/b"))
    assert registry.conflict_with("10.5555/B", "10.5555/c") == number
    assert registry.resolve_conflicts("10.5555/c", LATER) == ()
    registry.register(new("10.5555/a", "other"), LATER)
    assert registry.resolve_conflicts("10.5555/a", LATER) == ()
    registry.register(new("10.5555/c", "third"), LATER)
    assert registry.resolve_conflicts("10.5555/c", LATER) == (number,)
    assert registry.conflict_with("10.5555/b", "10.5555/c") == 0

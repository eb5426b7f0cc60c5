"""What the sandbox has registered: DOI records, title records and conflicts.

All of it is in the tables of a connection to SQLite that somebody else opens, commits and closes.
Sources: Crossref documentation, "Updating your metadata", "Conflict report"; the fields of a conflict are our choice,
since Crossref does not name them.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.identifiers import doi_key, doi_prefix

_TABLES = (
    """
CREATE TABLE IF NOT EXISTS doi_record (
    number INTEGER PRIMARY KEY,
    doi_key TEXT NOT NULL UNIQUE,
    doi TEXT NOT NULL,
    owner TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    url TEXT NOT NULL,
    type TEXT NOT NULL,
    xml BLOB NOT NULL,
    likeness TEXT NOT NULL,
    surroundings BLOB NOT NULL,
    registered_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    times_registered INTEGER NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS doi_record_by_likeness ON doi_record (likeness) WHERE likeness <> ''",
    """
CREATE TABLE IF NOT EXISTS title_record (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    doi_key TEXT NOT NULL,
    type TEXT NOT NULL,
    owner TEXT NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS title_record_by_title ON title_record (title)",
    """
CREATE TABLE IF NOT EXISTS title_issn (
    issn TEXT PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title_record (id)
)""",
    """
CREATE TABLE IF NOT EXISTS conflict (
    id INTEGER NOT NULL,
    doi_key TEXT NOT NULL,
    other_key TEXT NOT NULL,
    resolved_at TEXT,
    PRIMARY KEY (id, other_key)
)""",
    "CREATE INDEX IF NOT EXISTS conflict_by_doi ON conflict (doi_key) WHERE resolved_at IS NULL",
    "CREATE INDEX IF NOT EXISTS conflict_by_other ON conflict (other_key) WHERE resolved_at IS NULL",
)
MOST_ALIKE = 100
"""DOIs that are named as being in conflict with one."""
_COLUMNS = "doi, owner, timestamp, url, type, xml, registered_at, updated_at, times_registered, likeness, surroundings"


@dataclass(frozen=True, slots=True)
class DoiRecord:
    """A registered DOI, as it was written last. ``owner`` is a prefix; times are RFC 3339.

    ``xml`` is the element that the DOI names, ``surroundings`` what is around it in its deposit, as journal and issue;
    ``likeness`` is what conflicting records have in common.
    """

    doi: str
    owner: str
    timestamp: str
    url: str
    type: str
    xml: bytes
    registered_at: str
    updated_at: str
    times_registered: int
    likeness: str = ""
    surroundings: bytes = b""

    @property
    def accepted(self) -> str:
        """When it was accepted last."""
        return self.updated_at


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """A journal or another container: its title, its ISSNs without hyphen, its DOI, and the prefix that owns it."""

    id: int
    title: str
    doi_key: str
    type: str
    owner: str
    issns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What is to be registered for a DOI."""

    doi: str
    owner: str
    timestamp: str
    url: str
    type: str
    xml: bytes
    likeness: str = ""
    surroundings: bytes = b""


class Registry:
    """What is registered in the tables of a ``connection``. It never commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in _TABLES:
            connection.execute(statement)

    def exists(self, doi: str, hosted: Collection[str]) -> bool:
        """Tell whether a DOI exists: one of a ``hosted`` prefix only where it is registered here, others always."""
        return doi_prefix(doi) not in hosted or self.find(doi) is not None

    def dois(self) -> tuple[str, ...]:
        """List the DOIs, in the order in which they were registered first."""
        return tuple(row[0] for row in self._connection.execute("SELECT doi FROM doi_record ORDER BY number"))

    def count(self) -> int:
        """Count the records."""
        return self._value("SELECT count(*) FROM doi_record")

    def records(self) -> Iterator[DoiRecord]:
        """Walk over the records, in the order in which they were registered first."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM doi_record ORDER BY number")  # noqa: S608 - a constant
        return (DoiRecord(*row) for row in rows)

    def find(self, doi: str) -> DoiRecord | None:
        """Find the record of a DOI, whatever its case."""
        statement = f"SELECT {_COLUMNS} FROM doi_record WHERE doi_key = ?"  # noqa: S608 - a constant
        row = self._connection.execute(statement, (doi_key(doi),)).fetchone()
        return DoiRecord(*row) if row else None

    def record(self, doi: str) -> DoiRecord:
        """Give the record of a DOI. Raises ``KeyError`` where it is not registered."""
        found = self.find(doi)
        if found is None:
            raise KeyError(doi)
        return found

    def owners(self) -> frozenset[str]:
        """Give the prefixes that own records."""
        return frozenset(row[0] for row in self._connection.execute("SELECT DISTINCT owner FROM doi_record"))

    def register(self, new: NewRecord, now: datetime) -> None:
        """Register a DOI, or put a record in the place of the one before. Its owner and its first date stay."""
        moment = now.isoformat()
        self._connection.execute(
            "INSERT INTO doi_record (doi_key, doi, owner, timestamp, url, type, xml, likeness, surroundings,"
            " registered_at, updated_at, times_registered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
            " ON CONFLICT (doi_key) DO UPDATE SET doi = excluded.doi, timestamp = excluded.timestamp,"
            " url = excluded.url, type = excluded.type, xml = excluded.xml, likeness = excluded.likeness,"
            " surroundings = excluded.surroundings, updated_at = excluded.updated_at,"
            " times_registered = times_registered + 1",
            (
                *(doi_key(new.doi), new.doi, new.owner, new.timestamp),
                *(new.url, new.type, new.xml, new.likeness, new.surroundings, moment, moment),
            ),
        )

    def change(self, doi: str, now: datetime, *, url: str | None = None, xml: bytes | None = None) -> None:
        """Change the address of a record, or its XML, and nothing else: the version stays."""
        self._connection.execute(
            "UPDATE doi_record SET url = coalesce(?, url), xml = coalesce(?, xml), updated_at = ? WHERE doi_key = ?",
            (url, xml, now.isoformat(), doi_key(doi)),
        )

    def titles(self) -> tuple[TitleRecord, ...]:
        """List the title records, in the order in which they were made."""
        return self._titles("1 ORDER BY id", ())

    def title_of_issn(self, issn: str) -> TitleRecord | None:
        """Find the title record that an ISSN (without hyphen) is assigned to."""
        found = self._titles("id = (SELECT title_id FROM title_issn WHERE issn = ?)", (issn,))
        return found[0] if found else None

    def title_of_doi(self, doi: str) -> TitleRecord | None:
        """Find the title record with that DOI."""
        found = self._titles("doi_key = ?", (doi_key(doi),)) if doi else ()
        return found[0] if found else None

    def titles_called(self, title: str) -> tuple[TitleRecord, ...]:
        """Find the title records of exactly that title."""
        return self._titles("title = ?", (title,))

    def add_title(self, title: str, doi: str, kind: str, owner: str) -> int:
        """Make a title record, and give its number."""
        cursor = self._connection.execute(
            "INSERT INTO title_record (title, doi_key, type, owner) VALUES (?, ?, ?, ?)",
            (title, doi_key(doi), kind, owner),
        )
        return int(cursor.lastrowid or 0)

    def complete_title(self, title_id: int, issns: Iterable[str], doi: str) -> None:
        """Assign ISSNs that nobody has to a title record, and its DOI where it has none."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO title_issn VALUES (?, ?)", ((one, title_id) for one in issns)
        )
        self._connection.execute(
            "UPDATE title_record SET doi_key = ? WHERE id = ? AND doi_key = ''", (doi_key(doi), title_id)
        )

    def alike(self, likeness: str, doi: str) -> tuple[str, ...]:
        """List the other DOIs whose records have the same likeness; an empty one is like no other."""
        statement = (
            "SELECT doi FROM doi_record WHERE likeness = ? AND likeness <> '' AND doi_key <> ? ORDER BY number LIMIT ?"
        )
        return tuple(row[0] for row in self._connection.execute(statement, (likeness, doi_key(doi), MOST_ALIKE)))

    def open_conflict(self, doi: str, others: Iterable[str]) -> int:
        """Note that a record is in conflict with others, and give the number of the conflict."""
        keys = [doi_key(other) for other in others]
        number = self._value("SELECT coalesce(max(id), 0) + 1 FROM conflict")
        self._connection.executemany(
            "INSERT INTO conflict (id, doi_key, other_key) VALUES (?, ?, ?)",
            ((number, doi_key(doi), key) for key in keys),
        )
        return number

    def conflict_with(self, doi: str, other: str) -> int:
        """Give the number of the open conflict between two DOIs, or 0."""
        pair = {"one": doi_key(doi), "other": doi_key(other)}
        return self._value(
            "SELECT coalesce(min(id), 0) FROM conflict WHERE resolved_at IS NULL AND"
            " ((doi_key = :one AND other_key = :other) OR (doi_key = :other AND other_key = :one))",
            pair,
        )

    def resolve_conflicts(self, doi: str, now: datetime) -> tuple[int, ...]:
        """Resolve the conflicts of a DOI with records that it is not like any more; give those that are over."""
        found = self._connection.execute(
            "SELECT id, other_key, first.likeness = second.likeness FROM conflict"
            " JOIN doi_record AS first ON first.doi_key = conflict.doi_key"
            " JOIN doi_record AS second ON second.doi_key = other_key"
            " WHERE resolved_at IS NULL AND ? IN (conflict.doi_key, other_key)",
            (doi_key(doi),),
        ).fetchall()
        over = [(number, other) for number, other, like in found if not like]
        self._connection.executemany(
            "UPDATE conflict SET resolved_at = ? WHERE id = ? AND other_key = ?",
            ((now.isoformat(), *pair) for pair in over),
        )
        return tuple(number for number in sorted({number for number, _ in over}) if not self._is_open(number))

    def _titles(self, condition: str, values: tuple[str, ...]) -> tuple[TitleRecord, ...]:
        statement = f"SELECT id, title, doi_key, type, owner FROM title_record WHERE {condition}"  # noqa: S608 - constants
        rows = self._connection.execute(statement, values).fetchall()
        return tuple(
            TitleRecord(number, title, doi, kind, owner, self._issns(number))
            for number, title, doi, kind, owner in rows
        )

    def _issns(self, title_id: int) -> tuple[str, ...]:
        statement = "SELECT issn FROM title_issn WHERE title_id = ? ORDER BY issn"
        return tuple(row[0] for row in self._connection.execute(statement, (title_id,)))

    def _is_open(self, number: int) -> bool:
        statement = "SELECT count(*) FROM conflict WHERE id = :number AND resolved_at IS NULL"
        return bool(self._value(statement, {"number": number}))

    def _value(
        self, statement: str, values: dict[str, str | int] | dict[str, str] | dict[str, int] | None = None
    ) -> int:
        return int(self._connection.execute(statement, values or {}).fetchone()[0])

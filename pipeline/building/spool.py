"""Works on their way to the deposits: on disk, since a deposit needs works of a journal that are far apart."""

import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Work

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE work (
  position INTEGER PRIMARY KEY,
  journal TEXT NOT NULL,
  modified REAL NOT NULL,
  source TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE INDEX by_journal ON work (journal, position);
BEGIN;
"""


@dataclass(frozen=True, slots=True)
class PackedWork:
    """A work as bytes that processes of one build hand to each other; they come from nowhere else.

    ``source`` is the record's file, ``modified`` when it was last changed, in seconds since 1970.
    """

    journal: str
    source: str
    modified: float
    content: bytes

    @classmethod
    def of(cls, work: Work, source: str, modified: float) -> "PackedWork":
        """Pack a work."""
        return cls(work.journal.id, source, modified, pickle.dumps(work, pickle.HIGHEST_PROTOCOL))


class Spool:
    """Takes packed works, one build long. Methods raise ``sqlite3.OperationalError`` when the disk is full."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_closed = False
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_TABLES)

    def add(self, packed: PackedWork) -> None:
        """Keep a work."""
        values = (packed.journal, packed.modified, packed.source, packed.content)
        self._database.execute("INSERT INTO work (journal, modified, source, content) VALUES (?, ?, ?, ?)", values)

    def journals(self) -> list[tuple[str, float]]:
        """Give the ids of the journals that have works, and when the newest of their works was changed."""
        query = "SELECT journal, MAX(modified) FROM work GROUP BY journal ORDER BY journal"
        return [(str(journal), float(modified)) for journal, modified in self._database.execute(query)]

    def close(self) -> None:
        """Write all down, so that other processes can read it. It can be closed again."""
        if not self._is_closed:
            self._is_closed = True
            self._database.execute("COMMIT")
            self._database.close()


def read_spool(path: Path, journal: str) -> Iterator[tuple[Work, str]]:
    """Give a journal's works, in the order of the sources, each with its record's file."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        query = "SELECT content, source FROM work WHERE journal = ? ORDER BY position"
        for content, source in database.execute(query, (journal,)):
            yield pickle.loads(content), source  # noqa: S301 - written by this build, in its own folder
    finally:
        database.close()

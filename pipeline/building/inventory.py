"""What a build has to remember of all records: in a database on disk, so that memory does not grow with their number.

It holds the names and DOIs that are taken, the files made now, and those of the build before. It is private to one
build and thrown away with it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.manifest.rows import FileRow

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE claim (key TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, folded TEXT NOT NULL, staged TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX folded ON file (folded);
CREATE TABLE old (
  path TEXT NOT NULL, sha256 TEXT NOT NULL, is_listed INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (path, sha256)
) WITHOUT ROWID;
BEGIN;
"""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that waits in the stage under the name ``staged``; empty for one that stays in the output as it is."""

    row: FileRow
    staged: str = ""


@dataclass(frozen=True, slots=True)
class Vanished:
    """A file that earlier builds made and this one does not, with the SHA-256 of what they wrote."""

    path: str
    hashes: frozenset[str]


class Inventory:
    """One build's memory. Methods raise ``sqlite3.OperationalError`` when the disk is full."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def claim(self, keys: Sequence[str], owner: str) -> str:
        """Take names; where one is taken, take none and give its owner. Names that differ only by case are the same."""
        folded = [key.casefold() for key in keys]
        for key in folded:
            found = self._database.execute("SELECT owner FROM claim WHERE key = ?", (key,)).fetchone()
            if found:
                return str(found[0])
        self._database.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?)", [(key, owner) for key in folded])
        return ""

    def add(self, file: StagedFile) -> None:
        """Add a file of the output; the first of a path stays."""
        path = file.row.path
        values = (path, path.casefold(), file.staged, file.row.to_json())
        self._database.execute("INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?)", values)

    def add_old(self, row: FileRow, *, is_listed: bool) -> None:
        """Add a file that an earlier build made; ``is_listed`` unless that build was killed before its end.

        What a killed build was to keep comes twice: from its list, which never was in force, and from the manifest.
        """
        values = (row.path, row.sha256, is_listed, row.to_json())
        self._database.execute(
            "INSERT INTO old VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET is_listed = max(is_listed, excluded.is_listed)",
            values,
        )

    def files(self) -> Iterator[StagedFile]:
        """Give the files in the order of their paths."""
        for staged, row in self._database.execute("SELECT staged, row FROM file ORDER BY path"):
            yield StagedFile(FileRow.from_json(row), staged)

    def listed(self) -> Iterator[FileRow]:
        """Give what the manifest of the build before lists, in the order of the paths."""
        query = "SELECT row FROM old WHERE is_listed ORDER BY path"
        return (FileRow.from_json(row) for (row,) in self._database.execute(query))

    def old(self, path: str) -> FileRow | None:
        """Give what the manifest of the build before says of a path, or nothing."""
        found = self._database.execute("SELECT row FROM old WHERE is_listed AND path = ?", (path,)).fetchone()
        return FileRow.from_json(found[0]) if found else None

    def vanished(self) -> Iterator[Vanished]:
        """Give what earlier builds made and this one does not, in the order of the paths."""
        query = """
            SELECT path, group_concat(sha256, ' ') FROM old
            WHERE path NOT IN (SELECT path FROM file) GROUP BY path ORDER BY path
        """
        for path, hashes in self._database.execute(query):
            yield Vanished(path, frozenset(hashes.split()))

    def namesake(self, path: str) -> str:
        """Give the path of a file made now whose name is the same but for case, or nothing."""
        found = self._database.execute("SELECT path FROM file WHERE folded = ?", (path.casefold(),)).fetchone()
        return str(found[0]) if found else ""

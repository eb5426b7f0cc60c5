"""The submissions, in a file of SQLite: what was answered as received survives the end of the process.

The same connection carries the DOI records of ``registry``, so that a record and the receipt that tells of it become
true together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.sandbox.state import open_state

FIRST_ID = 1_400_000_000
"""Numbers of Crossref's submissions have ten digits."""
_TABLES = (
    """
CREATE TABLE IF NOT EXISTS submissions (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL,
    operation TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    received REAL NOT NULL,
    starts REAL NOT NULL,
    due REAL NOT NULL,
    known REAL NOT NULL,
    waits INTEGER NOT NULL,
    batch_id TEXT,
    completed REAL,
    receipt BLOB,
    records INTEGER, successes INTEGER, warnings INTEGER, failures INTEGER
)""",
    "CREATE TABLE IF NOT EXISTS clock (name TEXT PRIMARY KEY, setting REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS submissions_by_file ON submissions (login, file_name, id)",
    "CREATE INDEX IF NOT EXISTS submissions_by_batch ON submissions (login, batch_id, id) WHERE batch_id IS NOT NULL",
    # has all that is asked of who waits: to pass over the contents, which stand before the times, takes long
    "CREATE INDEX IF NOT EXISTS submissions_open ON submissions (id, login, due, waits) WHERE completed IS NULL",
)
_HEAD = (
    "id, login, operation, file_name, length(content), received, starts, due, known, batch_id, completed,"
    " records, successes, warnings, failures"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What comes in: an upload with the times of its way through the queue. ``waits`` lets the next one pass first."""

    login: str
    operation: str
    file_name: str
    content: bytes
    received: float
    starts: float
    due: float
    known: float
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a completed submission."""

    records: int
    successes: int
    warnings: int
    failures: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission without its content. ``batch_id`` and ``tally`` are there once it is processed."""

    id: int
    login: str
    operation: str
    file_name: str
    size: int
    received: float
    starts: float
    due: float
    known: float
    batch_id: str
    completed: float | None
    tally: Tally | None


class Queue:
    """The submissions of a sandbox. Its calls belong into a ``transaction`` where they write."""

    def __init__(self, state: Path) -> None:
        self.connection = open_state(state, _TABLES)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing of what is within."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def add(self, arrival: Arrival) -> int:
        """Keep a submission, and give its number."""
        cursor = self.connection.execute(
            "INSERT INTO submissions"
            " (id, login, operation, file_name, content, received, starts, due, known, waits)"
            " VALUES ((SELECT coalesce(max(id), ?) + 1 FROM submissions), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                FIRST_ID,
                arrival.login,
                arrival.operation,
                arrival.file_name,
                arrival.content,
                arrival.received,
                arrival.starts,
                arrival.due,
                arrival.known,
                arrival.waits,
            ),
        )
        return int(cursor.lastrowid or 0)

    def pending(self, login: str) -> int:
        """Count the submissions of a login that are not completed."""
        counted = "SELECT count(*) FROM submissions INDEXED BY submissions_open WHERE completed IS NULL AND login = ?"
        return int(self._value(counted, (login,)) or 0)

    def next_due(self, now: float) -> Submission | None:
        """Give the first submission whose time has come; one that waits comes after one that arrived later."""
        return self._one(
            "id = (SELECT id FROM submissions INDEXED BY submissions_open WHERE completed IS NULL AND due <= ?"
            " AND (NOT waits OR EXISTS (SELECT 1 FROM submissions AS later"
            " WHERE later.id > submissions.id AND later.completed IS NOT NULL)) ORDER BY id LIMIT 1)",
            (now,),
        )

    def complete(self, submission_id: int, now: float, batch_id: str, receipt: bytes, tally: Tally) -> None:
        """Keep the result of a submission."""
        self.connection.execute(
            "UPDATE submissions SET completed = ?, batch_id = ?, receipt = ?,"
            " records = ?, successes = ?, warnings = ?, failures = ? WHERE id = ?",
            (
                now,
                batch_id or None,
                receipt,
                tally.records,
                tally.successes,
                tally.warnings,
                tally.failures,
                submission_id,
            ),
        )

    def by_file(self, login: str, file_name: str) -> Submission | None:
        """Give the first submission of a file of this name."""
        return self._one("login = ? AND file_name = ?", (login, file_name))

    def by_batch(self, login: str, batch_id: str) -> Submission | None:
        """Give the first submission of this batch; it is known only once it was processed."""
        return self._one("login = ? AND batch_id = ?", (login, batch_id))

    def by_id(self, submission_id: int) -> Submission | None:
        """Give a submission by its number."""
        return self._one("id = ?", (submission_id,))

    def content(self, submission_id: int) -> bytes:
        """Give what was submitted."""
        return bytes(self._value("SELECT content FROM submissions WHERE id = ?", (submission_id,)) or b"")

    def receipt(self, submission_id: int) -> bytes:
        """Give the log of a completed submission."""
        return bytes(self._value("SELECT receipt FROM submissions WHERE id = ?", (submission_id,)) or b"")

    def setting(self, clock: str) -> float | None:
        """Give how a clock was set last, or nothing for one that was not used yet."""
        row = self.connection.execute("SELECT setting FROM clock WHERE name = ?", (clock,)).fetchone()
        return float(row[0]) if row else None

    def keep_setting(self, clock: str, setting: float) -> None:
        """Keep how a clock is set."""
        self.connection.execute("INSERT OR REPLACE INTO clock (name, setting) VALUES (?, ?)", (clock, setting))

    def count(self) -> int:
        """Count all submissions."""
        return int(self._value("SELECT count(*) FROM submissions", ()) or 0)

    def newest(self, most: int) -> tuple[Submission, ...]:
        """List the newest submissions, the newest first."""
        rows = self.connection.execute(f"SELECT {_HEAD} FROM submissions ORDER BY id DESC LIMIT ?", (most,))  # noqa: S608 - a constant
        return tuple(map(_submission, rows))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def _one(self, condition: str, values: tuple[str | float, ...]) -> Submission | None:
        statement = f"SELECT {_HEAD} FROM submissions WHERE {condition} ORDER BY id LIMIT 1"  # noqa: S608 - constants of this module
        row = self.connection.execute(statement, values).fetchone()
        return _submission(row) if row else None

    def _value(self, statement: str, values: tuple[str | int, ...]) -> int | bytes | None:
        row = self.connection.execute(statement, values).fetchone()
        value: int | bytes | None = row[0] if row else None
        return value


def _submission(row: tuple[object, ...]) -> Submission:
    *head, batch_id, completed, records, successes, warnings, failures = row
    tally = None if completed is None else Tally(records, successes, warnings, failures)  # type: ignore[arg-type]
    return Submission(*head, batch_id=batch_id or "", completed=completed, tally=tally)  # type: ignore[arg-type,misc]

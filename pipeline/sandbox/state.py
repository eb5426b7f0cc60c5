"""The file that a sandbox keeps everything in: told apart from other files, and brought to the layout of today.

Write-ahead log with ``synchronous=FULL``: a transaction that was committed is on the disk.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.messages import Message, msg

LAYOUT = 2
"""2: records know what stood around them, the clock is kept, references are matched when they are asked for, one
index serves all that is open."""
_MARK = 0x43725362
"""``application_id`` of a state from layout 2 on: CrSb."""
_OTHER = msg("it is a database of something else")
_LATER = msg("a later version of this program has made it")


class _NotOurs(Exception):
    """The file is not one that this program may write into."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


def open_state(path: Path, tables: Iterable[str]) -> sqlite3.Connection:
    """Open the file, or make it, with these ``tables`` (SQL that does nothing where they are there).

    Raises ``PipelineError`` where it cannot be used; a file that is something else is left as it is.
    """
    connection = None
    try:
        # its own lock keeps threads apart (Sandbox); transactions are begun and ended by name
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        layout = _layout(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        _lay_out(connection, layout, tables)
    except (sqlite3.Error, _NotOurs) as error:
        if connection is not None:
            connection.close()
        why = error.why if isinstance(error, _NotOurs) else str(error)
        raise PipelineError(
            msg("The state of the sandbox cannot be kept in {path}: {reason}.", path=str(path), reason=why),
            msg("Name another file with --state, or move this one away."),
        ) from error
    return connection


def _layout(connection: sqlite3.Connection) -> int:
    """Give the layout of the file, 0 for a new one. Raises ``_NotOurs`` for a file of others."""
    layout, mark = (int(_value(connection, f"PRAGMA {name}")) for name in ("user_version", "application_id"))
    if layout > LAYOUT:
        raise _NotOurs(_LATER if mark == _MARK else _OTHER)
    is_marked = layout == 1 or mark == _MARK
    has_tables = bool(_value(connection, "SELECT count(*) FROM sqlite_master"))
    is_ours = _has(connection, "submissions", "file_name") if is_marked else not has_tables and not layout and not mark
    if not is_ours:
        raise _NotOurs(_OTHER)
    return layout


def _lay_out(connection: sqlite3.Connection, layout: int, tables: Iterable[str]) -> None:
    """Bring the tables to today's layout, all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in tables:
            connection.execute(statement)
        if layout == 1:
            _to_second(connection)
        connection.execute(f"PRAGMA application_id={_MARK}")
        connection.execute(f"PRAGMA user_version={LAYOUT}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _to_second(connection: sqlite3.Connection) -> None:
    """Give records room for their surroundings; they are empty until the next deposit of each."""
    if _has(connection, "doi_record", "doi") and not _has(connection, "doi_record", "surroundings"):
        connection.execute("ALTER TABLE doi_record ADD COLUMN surroundings BLOB NOT NULL DEFAULT x''")
    connection.execute("DROP TABLE IF EXISTS matched_reference")
    connection.execute("DROP INDEX IF EXISTS submissions_pending")


def _has(connection: sqlite3.Connection, table: str, column: str) -> bool:
    statement = "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?"
    return bool(connection.execute(statement, (table, column)).fetchone()[0])


def _value(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])

"""What goes wrong with a database, in words: what is wrong, and how to mend it. No password ever gets into them."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pipeline.errors import LedgerUnavailable
from pipeline.ledger.values import Damaged
from pipeline.messages import Message, msg

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is: its name for people, whether it is a file, and what must not be shown (a password)."""

    name: str
    is_file: bool
    secret: str = field(default="", repr=False)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn errors of the database and of the system into ``LedgerUnavailable``."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            # the errors of SQLAlchemy may name the address that was connected to, with its password
            raise self.fault(error) from (error if self.is_file else None)
        except Damaged as error:
            raise self._damaged() from error

    def fault(self, error: Exception) -> LedgerUnavailable:
        """Say what is wrong."""
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        if isinstance(cause, OSError):
            return self._of_system(cause)
        if isinstance(cause, sqlite3.Error):
            return self._of_sqlite(cause)
        return self._of_server(cause)

    def _of_system(self, error: OSError) -> LedgerUnavailable:
        if error.errno in _READ_ONLY:
            return self._read_only()
        if error.errno in _FULL:
            return self._full()
        return self._other(error.strerror or str(error))

    def _of_sqlite(self, error: sqlite3.Error) -> LedgerUnavailable:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL"):
            return self._full()
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            return self._read_only()
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return self._locked()
        if name.startswith("SQLITE_NOTADB"):
            return self.no_ledger()
        if name.startswith("SQLITE_CORRUPT"):
            return self._damaged()
        return self._other(str(error))

    def _of_server(self, error: Exception) -> LedgerUnavailable:
        code = getattr(error, "sqlstate", None) or ""
        if code.startswith("53100"):
            return self._full()
        if code.startswith(("25006", "42501")):
            return self._read_only()
        if code.startswith("55P03"):
            return self._locked()
        if not code and isinstance(error, _connection_errors()):
            return LedgerUnavailable(
                msg("The ledger {place} cannot be reached: {reason}", place=self.name, reason=self._reason(error)),
                msg("See that the server runs and that address, user and password are right, then try again."),
            )
        return self._other(self._reason(error))

    def _reason(self, error: Exception) -> str:
        first = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        return first.replace(self.secret, "***") if self.secret else first

    def _full(self) -> LedgerUnavailable:
        return LedgerUnavailable(
            msg("The ledger {place} cannot be written: the disk is full.", place=self.name),
            msg("Make room, and try again; what the ledger has is safe."),
        )

    def _read_only(self) -> LedgerUnavailable:
        where = (
            msg("Give yourself the right to write the file and its folder, or name another ledger.")
            if self.is_file
            else msg("Give the user of the database the right to write, or name another ledger.")
        )
        return LedgerUnavailable(msg("The ledger {place} must not be written.", place=self.name), where)

    def _damaged(self) -> LedgerUnavailable:
        return LedgerUnavailable(
            msg("The ledger {place} is damaged.", place=self.name),
            msg("Put a copy of it in its place; what is damaged was not changed."),
        )

    def _locked(self) -> LedgerUnavailable:
        return LedgerUnavailable(
            msg("The ledger {place} is held by another program.", place=self.name),
            msg("Wait until that program is done, or end it, and try again."),
        )

    def no_ledger(self) -> LedgerUnavailable:
        """Say that the file, or the database, is something else."""
        return LedgerUnavailable(
            msg("{place} is not a ledger of deposits.", place=self.name),
            msg("Name another one; this one was not changed."),
        )

    def too_new(self) -> LedgerUnavailable:
        """Say that a later program wrote the ledger."""
        return LedgerUnavailable(
            msg("The ledger {place} was written by a newer version of this program.", place=self.name),
            msg("Update the program: {command}.", command="pip install -U scholarly-metadata-pipeline"),
        )

    def _other(self, reason: str | Message) -> LedgerUnavailable:
        return LedgerUnavailable(
            msg("The ledger {place} cannot be read or written: {reason}", place=self.name, reason=reason),
            msg("See that disk, folder and database are in order, then try again."),
        )


def _connection_errors() -> tuple[type[Exception], ...]:
    try:
        from psycopg import InterfaceError, OperationalError
    except ImportError:
        return ()
    return (OperationalError, InterfaceError)

"""What the end points do: keep submissions, let time pass, process what is due, look up results.

Every call is whole: one lock, and one transaction where it writes. What is due is processed in order of arrival, each
submission with its DOI records and its receipt in one transaction.
"""

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from pipeline.sandbox.clock import Clock, RealClock
from pipeline.sandbox.faults import Fault, Faults, Kind
from pipeline.sandbox.logins import DEFAULT, Login, Logins
from pipeline.sandbox.queue import Arrival, Queue, Submission, Tally

if TYPE_CHECKING:
    from pipeline.deposits.receipt import BatchStatus, Receipt
    from pipeline.sandbox.registry import Registry

MOST_PENDING = 10_000
"""Crossref refuses uploads beyond so many pending submissions of one login."""
MOST_BYTES = 64 * 1024 * 1024
_LOG = logging.getLogger(__name__)


class Process(Protocol):
    """Judges a submission, and changes the registry; it does not commit. See ``processing.process``."""

    def __call__(
        self,
        content: bytes,
        operation: str,
        registry: "Registry",
        *,
        prefixes: Sequence[str],
        submission_id: str,
        now: datetime,
        hosted: Collection[str],
    ) -> "Receipt":
        """Give the receipt of a submission."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each stage of a submission lasts, in seconds, and how much is taken."""

    delay: float = 1.0
    most_pending: int = MOST_PENDING
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody deposits."""

    operation: str
    file_name: str
    content: bytes


class Sandbox:
    """One Crossref of one's own, in a file ``state``. ``process`` judges what is submitted, as ``processing`` does.

    Raises ``PipelineError`` where the file cannot be used.
    """

    def __init__(
        self,
        state: Path | str,
        logins: Iterable[Login] = (DEFAULT,),
        *,
        clock: Clock | None = None,
        process: Process | None = None,
        limits: Limits | None = None,
        faults: Iterable[Fault] = (),
        bad_login: str = "page",
    ) -> None:
        self.logins = Logins(logins)
        self.clock = clock or RealClock()
        self.limits = limits or Limits()
        self.faults = Faults(tuple(faults))
        self.bad_login = bad_login
        self._lock = RLock()
        self._queue = Queue(Path(state))
        self._resume_clock()
        self.registry = _registry(self._queue.connection)
        self._process = process or _processor()

    def advance(self, seconds: float) -> None:
        """Go forward in time, and keep that. Raises ``ValueError`` as the clock does."""
        with self._writing():
            self.clock.advance(seconds)
            self._queue.keep_setting(self.clock.name, self.clock.setting)

    def receive(self, login: Login, upload: Upload, fault: Fault | None = None) -> int | None:
        """Keep a submission and give its number, or nothing where too many of this login are pending."""
        kind, now = (fault.kind if fault else None), self.clock.now()
        starts = now + self.limits.delay
        arrival = Arrival(
            login=login.name,
            operation=upload.operation,
            file_name=upload.file_name,
            content=upload.content,
            received=now,
            starts=starts,
            due=starts + self.limits.delay,
            known=now + (fault.hold if fault and kind is Kind.LATE else 0),
            waits=kind is Kind.OUT_OF_ORDER,
        )
        with self._writing():
            if self._queue.pending(login.name) >= self.limits.most_pending:
                return None
            return self._queue.add(arrival)

    def process_due(self) -> int:
        """Process every submission whose time has come, and tell how many there were."""
        done = 0
        while self._process_next():
            done += 1
        return done

    def process_at_once(self, submission_id: int) -> bytes:
        """Process what is due and then this submission, and give its log (the synchronous way in)."""
        self.process_due()
        with self._writing():
            submission = self._queue.by_id(submission_id)
            if submission and submission.completed is None:
                self._complete(submission)
            return self._queue.receipt(submission_id)

    def log(self, login: str, *, file_name: str = "", batch_id: str = "") -> bytes:
        """Give the log of a login's first submission with this file name, or else this batch id."""
        self.process_due()
        with self._lock:
            found = self._find(login, file_name, batch_id)
            return self._log(found) if found else _unfinished("", "UNKNOWN")

    def contents(self, login: str, *, file_name: str = "", batch_id: str = "") -> bytes | None:
        """Give what was submitted under this file name or batch id, or nothing where that is unknown."""
        self.process_due()
        with self._lock:
            found = self._find(login, file_name, batch_id)
            return self._queue.content(found.id) if found else None

    def log_of(self, submission_id: int) -> bytes | None:
        """Give the log of a submission by its number."""
        with self._lock:
            found = self._queue.by_id(submission_id)
            return self._log(found) if found else None

    def contents_of(self, submission_id: int) -> bytes | None:
        """Give what was submitted by its number."""
        with self._lock:
            return self._queue.content(submission_id) if self._queue.by_id(submission_id) else None

    def submissions(self, most: int) -> tuple[Submission, ...]:
        """List the newest submissions, the newest first, after what is due was processed."""
        self.process_due()
        with self._lock:
            return self._queue.newest(most)

    def submission_count(self) -> int:
        """Count all submissions."""
        with self._lock:
            return self._queue.count()

    def status(self, submission: Submission) -> "BatchStatus":
        """Tell where a submission is on its way."""
        from pipeline.deposits.receipt import BatchStatus

        if submission.completed is not None:
            return BatchStatus.COMPLETED
        return BatchStatus.QUEUED if self.clock.now() < submission.starts else BatchStatus.IN_PROCESS

    @contextmanager
    def reading(self) -> Iterator["Registry"]:
        """Give the DOI records, which nobody changes meanwhile."""
        with self._lock:
            yield self.registry

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._queue.close()

    def _resume_clock(self) -> None:
        """Go on at the time at which the sandbox before this one ended."""
        kept = self._queue.setting(self.clock.name)
        if kept is not None:
            self.clock.resume(kept)
        with self._writing():
            self._queue.keep_setting(self.clock.name, self.clock.setting)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, self._queue.transaction():
            yield

    def _process_next(self) -> bool:
        with self._lock:
            if not self._queue.next_due(self.clock.now()):
                return False
            with self._queue.transaction():
                # once more: meanwhile, another sandbox on the same file may have processed it
                submission = self._queue.next_due(self.clock.now())
                if submission:
                    self._complete(submission)
        return submission is not None

    def _complete(self, submission: Submission) -> None:
        receipt, log = self._judged(submission)
        found = receipt.counts
        tally = Tally(found.records, found.successes, found.warnings, found.failures) if found else Tally(0, 0, 0, 0)
        self._queue.complete(submission.id, self.clock.now(), receipt.batch_id, log, tally)

    def _judged(self, submission: Submission) -> tuple["Receipt", bytes]:
        """Judge a submission. Where the program fails, nothing of it is registered, and the receipt says so."""
        from pipeline.deposits.receipt_writing import write_receipt

        connection = self._queue.connection
        connection.execute("SAVEPOINT judging")
        try:
            receipt = self._processed(submission)
            log = write_receipt(receipt)
        except Exception:  # noqa: BLE001 - one submission that the program fails on must not stop all after it
            _LOG.exception("submission %s could not be processed", submission.id)
            connection.execute("ROLLBACK TO judging")
            receipt = _failed(submission.id)
            log = write_receipt(receipt)
        connection.execute("RELEASE judging")
        return receipt, log

    def _processed(self, submission: Submission) -> "Receipt":
        return self._process(
            self._queue.content(submission.id),
            submission.operation,
            self.registry,
            prefixes=self.logins.prefixes(submission.login),
            submission_id=str(submission.id),
            now=datetime.fromtimestamp(self.clock.now(), UTC),
            hosted=self.logins.hosted(),
        )

    def _find(self, login: str, file_name: str, batch_id: str) -> Submission | None:
        found = self._queue.by_file(login, file_name) if file_name else self._queue.by_batch(login, batch_id)
        return found if found and found.known <= self.clock.now() else None

    def _log(self, submission: Submission) -> bytes:
        if submission.completed is not None:
            return self._queue.receipt(submission.id)
        return _unfinished(str(submission.id), self.status(submission).name)


def _unfinished(submission_id: str, status: str) -> bytes:
    from pipeline.deposits.receipt import BatchStatus, Receipt
    from pipeline.deposits.receipt_writing import write_receipt

    return write_receipt(Receipt(BatchStatus[status], submission_id, "", (), None))


def _failed(submission_id: int) -> "Receipt":
    from pipeline.deposits.receipt import BatchStatus, Counts, Receipt, Record, RecordStatus

    record = Record(status=RecordStatus.FAILURE, doi="", message="Internal error of the sandbox; see its messages")
    return Receipt(BatchStatus.COMPLETED, str(submission_id), "", (record,), Counts(1, 0, 0, 1), "sandbox")


def _processor() -> Process:
    from pipeline.sandbox.processing import process

    return process


def _registry(connection: sqlite3.Connection) -> "Registry":
    from pipeline.sandbox.registry import Registry

    return Registry(connection)

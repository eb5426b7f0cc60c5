"""The ledger of deposits: what was prepared, sent and answered, kept for good before anything depends on it."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import select

from pipeline.identifiers import doi_key
from pipeline.ledger import exporting, histories, queries, standings, writing
from pipeline.ledger.claims import claim
from pipeline.ledger.notes import Note
from pipeline.ledger.opening import Database, open_database
from pipeline.ledger.tables import blob
from pipeline.ledger.values import (
    CitationOutcome,
    Damaged,
    DoiEntry,
    Event,
    HistoryEntry,
    NewSubmission,
    NoSuchEntry,
    OnItsWay,
    Outcome,
    Overtaken,
    State,
    Submission,
    TooOld,
    Unchanged,
)


def _now() -> datetime:
    return datetime.now(UTC)


def open_ledger(url_or_path: str, *, clock: Callable[[], datetime] = _now) -> "Ledger":
    """Open a ledger, made where there is none: a path, ``sqlite:///…`` or ``postgresql://…``.

    ``clock`` gives the moment, with its time zone. Raises ``LedgerUnavailable``.
    """
    return Ledger(open_database(url_or_path), clock)


class Ledger:
    """An open ledger. Each method raises ``LedgerUnavailable`` when the database cannot do what it should.

    What a method writes is on disk when it returns. Several threads and processes may use a ledger at once.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({self.place!r})"

    @property
    def place(self) -> str:
        """Where the ledger is, for people: without user and password."""
        return self._database.place.name

    def close(self) -> None:
        """Let the database go."""
        self._database.engine.dispose()

    def prepare(
        self, new: NewSubmission, *, again: bool = False, rehearse: bool = False, repeats: int | None = None
    ) -> Submission | Unchanged | OnItsWay | TooOld | Overtaken:
        """Take up a submission, or say why it must not be sent; ``again`` sends what has not changed.

        ``repeats`` is the number of the submission that is sent once more, and is not where a later one has taken its
        place. Of two that prepare the same content at once, one gets the submission and the other ``OnItsWay``. With
        ``rehearse`` the answer is the same and nothing is written: the submission given does not exist.
        """
        with self._database.writing() as connection:
            found = writing.prepare(connection, new, self._clock(), again=again, repeats=repeats)
            if rehearse:
                connection.rollback()
            return found

    def record(
        self,
        submission_id: int,
        state: State,
        *,
        attempt: int,
        file_name: str = "",
        message: Note = "",
        content: bytes = b"",
    ) -> None:
        """Add what happened to a submission, with the exact bytes that came.

        ``message`` is a text as it came, or a sentence of ours. Raises ``NoSuchEntry``; ``AlreadyCompleted``;
        ``ValueError`` for ``COMPLETED``, which ``complete`` records.
        """
        if state is State.COMPLETED:
            raise ValueError("completion has outcomes: use complete()")
        with self._database.writing() as connection:
            writing.record(
                connection,
                submission_id,
                state,
                self._clock(),
                attempt=attempt,
                file_name=file_name,
                message=message,
                content=content,
            )

    def complete(
        self,
        submission_id: int,
        *,
        attempt: int,
        file_name: str,
        content: bytes,
        outcomes: Sequence[Outcome],
        citations: Sequence[CitationOutcome],
    ) -> None:
        """Add the final answer and what became of each DOI and reference: all or nothing, and once.

        Raises ``NoSuchEntry``, ``AlreadyCompleted``.
        """
        with self._database.writing() as connection:
            event_id = writing.record(
                connection,
                submission_id,
                State.COMPLETED,
                self._clock(),
                attempt=attempt,
                file_name=file_name,
                message="",
                content=content,
            )
            writing.add_outcomes(connection, submission_id, event_id, outcomes)
            writing.add_citations(connection, submission_id, event_id, citations)

    @contextmanager
    def claimed(self, submission_id: int, *, wait: bool = True) -> Iterator[Submission | None]:
        """Have the exclusive right to work on a submission, as it is by then.

        Nothing is given if somebody else works on it, or nothing remains to be done. ``wait`` is heeded for files only,
        where one holder of such a right keeps out all others. Raises ``NoSuchEntry``.
        """
        with claim(self._database, submission_id, wait=wait) as has_it:
            found = self.submission(submission_id) if has_it else None
            yield found if found and found.state.is_open else None

    def submission(self, submission_id: int) -> Submission:
        """Give a submission. Raises ``NoSuchEntry``."""
        with self._database.reading() as connection:
            found = queries.one(connection, submission_id)
        if found is None:
            raise NoSuchEntry(submission_id)
        return found

    def open_submissions(self, endpoint: str) -> tuple[Submission, ...]:
        """Give the submissions to a server of which something remains to be done, oldest first."""
        with self._database.reading() as connection:
            return queries.open_ones(connection, endpoint)

    def of_batch(self, endpoint: str, batch_id: str) -> tuple[Submission, ...]:
        """Give the submissions to a server that have a batch id, oldest first."""
        with self._database.reading() as connection:
            return queries.of_batch(connection, endpoint, batch_id)

    def operations(self, endpoint: str, doi: str) -> tuple[str, ...]:
        """Give the operations of all submissions of a DOI to a server."""
        with self._database.reading() as connection:
            return standings.operations(connection, endpoint, doi)

    def open_ids(self, endpoint: str, *, sent: bool = False) -> tuple[int, ...]:
        """Give the numbers of the same, oldest first; with ``sent``, of those that have left."""
        with self._database.reading() as connection:
            return queries.open_ids(connection, endpoint, sent=sent)

    def failed_submissions(self, endpoint: str) -> tuple[Submission, ...]:
        """Give the submissions, oldest first, in which a DOI failed or was not mentioned that no later one takes up.

        Only one for the same operation takes it up.
        """
        with self._database.reading() as connection:
            return queries.failed(connection, endpoint)

    def events(self, submission_id: int) -> tuple[Event, ...]:
        """Give what happened to a submission, first things first."""
        with self._database.reading() as connection:
            return queries.events(connection, submission_id)

    def outcomes(self, submission_id: int) -> tuple[Outcome, ...]:
        """Give what became of the DOIs of a submission."""
        with self._database.reading() as connection:
            return queries.outcomes(connection, submission_id)

    def citations(self, submission_id: int) -> tuple[CitationOutcome, ...]:
        """Give what became of the references of a submission."""
        with self._database.reading() as connection:
            return queries.citations(connection, submission_id)

    def citations_of(self, doi: str, endpoint: str | None = None) -> tuple[CitationOutcome, ...]:
        """Give what became of the references of a DOI by the last log that tells of any; on one server, or on all."""
        with self._database.reading() as connection:
            return queries.citations_of(connection, endpoint, doi)

    def history(self, doi: str, endpoint: str | None = None) -> tuple[HistoryEntry, ...]:
        """Give all that happened to a DOI, first things first; on one server, or on all."""
        with self._database.reading() as connection:
            return histories.history(connection, doi, endpoint)

    def current(self, endpoint: str) -> Iterator[HistoryEntry]:
        """Give where each DOI stands by each operation, in the order of DOIs. Memory does not grow with them."""
        after = ""
        while True:
            with self._database.reading() as connection:
                after, entries = histories.current_page(connection, endpoint, after)
            yield from entries
            if not after:
                return

    def last_registered(self, endpoint: str, operation: str, *dois: str) -> dict[str, DoiEntry]:
        """Give what DOIs were last registered with, by their keys (``doi_key``)."""
        with self._database.reading() as connection:
            found = standings.last_registered(connection, endpoint, operation, map(doi_key, dois))
        return {key: entry for key, (entry, _) in found.items()}

    def last_registration(self, endpoint: str, operation: str, doi: str) -> Submission | None:
        """Give the submission by which a DOI was last registered."""
        with self._database.reading() as connection:
            found = standings.last_registered(connection, endpoint, operation, [doi_key(doi)])
            return next((queries.one(connection, number) for _, number in found.values()), None)

    def highest_timestamps(self, endpoint: str, *dois: str) -> dict[str, str]:
        """Give the highest timestamp that was ever recorded for each DOI, by its key (``doi_key``)."""
        with self._database.reading() as connection:
            return standings.highest_timestamps(connection, endpoint, map(doi_key, dois))

    def content(self, sha256: str) -> bytes:
        """Give bytes that were kept, and see that they are the same still. Raises ``NoSuchEntry``."""
        with self._database.reading() as connection:
            found = connection.execute(select(blob.c.content).where(blob.c.sha256 == sha256)).scalar()
            if found is not None and (isinstance(found, str) or hashlib.sha256(found).hexdigest() != sha256):
                raise Damaged(sha256)
        if found is None:
            raise NoSuchEntry(sha256)
        return bytes(found)

    def endpoints(self) -> tuple[str, ...]:
        """Give the addresses of all servers that something was prepared for."""
        with self._database.reading() as connection:
            return queries.endpoints(connection)

    def export(self) -> Iterator[str]:
        """Give every row of every table as a line of JSON, as of one moment; bytes are in base64."""
        with self._database.snapshot() as connection:
            yield from exporting.lines(connection)

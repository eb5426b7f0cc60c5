"""What the ledger takes and gives: submissions, what happened to them, and what became of their DOIs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.ledger.notes import Note


class Damaged(Exception):
    """A row holds what this program never writes: somebody else did, or the disk failed."""


class _OfRow(StrEnum):
    """A word that comes from a row. Raises ``Damaged`` for one that nobody knows."""

    @classmethod
    def _missing_(cls, value: object) -> "_OfRow | None":
        raise Damaged(repr(value))


class State(_OfRow):
    """Where a submission stands; the last event of a submission tells it."""

    PREPARED = "prepared"
    """Its bytes are kept; nothing was sent."""
    SENDING = "sending"
    """It is being sent, or was when the program ended: whether the server has it is not known."""
    RECEIVED = "received"
    """The server said that it has it."""
    QUEUED = "queued"
    IN_PROCESS = "in_process"
    UNKNOWN = "unknown"
    """The server says that it does not know it (yet)."""
    COMPLETED = "completed"
    """The server told what became of each DOI."""
    REFUSED = "refused"
    """The server answered and did not take it."""
    LOST = "lost"
    """The server never had it, or has it no longer."""

    @property
    def is_open(self) -> bool:
        """Tell whether something remains to be done."""
        return self not in (State.COMPLETED, State.REFUSED, State.LOST)


class DoiState(_OfRow):
    """What became of one DOI of a completed submission."""

    REGISTERED = "registered"
    WARNING = "registered_with_warning"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    """The server has something newer for the DOI already."""
    UNCONFIRMED = "unconfirmed"
    """The server is done, and says nothing of the DOI."""


@dataclass(frozen=True, slots=True)
class DoiEntry:
    """One DOI in a submission: the timestamp it is sent with ("" where there is none), the hash of its content."""

    doi: str
    timestamp: str
    digest: str


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """What shall be sent.

    ``endpoint`` is the address of the server, ``operation`` what is asked of it, ``path`` where the file lies,
    ``source_sha256`` the hash of that file, ``content`` the exact bytes to send (which differ from the file in batch id
    and timestamp), ``digest`` the hash of all that matters in it. A DOI that is there twice counts as its last entry.
    ``within`` is the operation that writes whole records, where this one writes a part of them.
    """

    endpoint: str
    operation: str
    path: str
    batch_id: str
    timestamp: str
    source_sha256: str
    content: bytes
    digest: str
    dois: tuple[DoiEntry, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as the ledger knows it.

    ``sha256`` is the hash of the bytes to send. ``state``, ``attempt``, ``last_event_at`` and ``message`` are those of
    its last event; ``file_name`` is the name of the latest attempt, "" before it has one.
    """

    id: int
    endpoint: str
    operation: str
    path: str
    batch_id: str
    timestamp: str
    source_sha256: str
    sha256: str
    digest: str
    dois: tuple[DoiEntry, ...]
    prepared_at: datetime
    state: State
    attempt: int
    file_name: str
    last_event_at: datetime
    message: Note


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing to send: each DOI was last registered with this content, lately by ``submission``; none is on its way."""

    submission: Submission


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """Nothing to send: each DOI has this content or will have it, by ``submission`` at least, which is not done yet."""

    submission: Submission


@dataclass(frozen=True, slots=True)
class TooOld:
    """Not to be sent: the timestamp of ``doi`` is not above ``known``, the highest that was ever used for it."""

    doi: str
    known: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Not to be sent again: of ``doi``, a later submission says something else, which this one would undo."""

    doi: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a submission; ``content_sha256`` names the bytes that were kept of it, or is ""."""

    id: int
    submission_id: int
    at: datetime
    state: State
    attempt: int
    file_name: str
    message: Note
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one DOI, in the words of the server. ``doi`` is "" for what is said of the whole file."""

    doi: str
    state: DoiState
    message: str
    msg_id: int | None


@dataclass(frozen=True, slots=True)
class CitationOutcome:
    """What became of one reference of a DOI."""

    doi: str
    key: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a DOI: ``state`` is a ``DoiState`` where the server told it, else a ``State``.

    ``message`` is what the server said, as it came, or a sentence of ours.
    """

    doi: str
    state: str
    file_name: str
    batch_id: str
    operation: str
    timestamp: str
    message: Note
    at: datetime


class AlreadyCompleted(ValueError):
    """The submission is completed: nothing can be added to it."""

    def __init__(self, submission_id: int) -> None:
        super().__init__(f"submission {submission_id} is completed already")


class NoSuchEntry(LookupError):
    """The ledger has no such submission, or no bytes of such a hash."""

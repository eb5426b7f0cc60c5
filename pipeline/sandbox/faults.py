"""What can go wrong on purpose: each fault waits for the next requests that it concerns, and is used up by them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from pipeline.errors import UsageError
from pipeline.messages import msg

DEFAULT_SECONDS = 30.0


class Kind(StrEnum):
    """The faults, each seen at Crossref or on the way to it."""

    TIMEOUT_BEFORE = "timeout-before"
    """No answer for some seconds, then the connection ends; nothing is stored."""
    TIMEOUT_AFTER = "timeout-after"
    """Stored, then no answer for some seconds, and the connection ends."""
    TOO_MANY = "429"
    SERVER_ERROR = "500"
    SERVER_ERROR_AFTER = "500-after"
    """Stored, but the answer is an error."""
    UNAVAILABLE = "503"
    FORBIDDEN = "403"
    LOGIN_PAGE = "login-page"
    """The login page with status 200, whatever the login."""
    OUT_OF_ORDER = "out-of-order"
    """This submission waits until the next one is processed."""
    TRUNCATED = "truncated"
    """The answer to a poll is cut in the middle."""
    BROKEN_BEFORE = "broken-before"
    """The connection is closed without an answer; nothing is stored."""
    BROKEN_AFTER = "broken-after"
    """Stored, then the connection is closed without an answer."""
    LATE = "late"
    """Stored, but unknown to polls for some seconds."""
    ECHO = "echo"
    """An error page that repeats the login and the password, as servlet containers quote an address."""


class Request(StrEnum):
    """The requests that faults concern."""

    DEPOSIT = "deposit"
    POLL = "poll"


_DEPOSITS_ONLY = frozenset(
    {Kind.TIMEOUT_AFTER, Kind.SERVER_ERROR_AFTER, Kind.OUT_OF_ORDER, Kind.BROKEN_AFTER, Kind.LATE}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault for the next ``count`` requests; ``on`` limits it to deposits or to polls.

    ``seconds`` is how long a connection is held, or a submission stays unknown; with 429 and 503, what ``Retry-After``
    says, where it is not 0.
    """

    kind: Kind
    count: int = 1
    on: Request | None = None
    seconds: float = 0.0

    @property
    def hold(self) -> float:
        """Give the seconds to wait."""
        return self.seconds or DEFAULT_SECONDS

    def concerns(self, request: Request) -> bool:
        """Tell whether a request of this kind meets the fault."""
        if self.kind in _DEPOSITS_ONLY:
            return request is Request.DEPOSIT
        if self.kind is Kind.TRUNCATED:
            return request is Request.POLL
        return self.on in {None, request}


class Faults:
    """The faults that wait; the oldest that concerns a request is used first."""

    def __init__(self, faults: tuple[Fault, ...] = ()) -> None:
        self._waiting = list(faults)
        self._lock = Lock()

    def add(self, fault: Fault) -> None:
        """Let a fault wait."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all faults."""
        with self._lock:
            self._waiting.clear()

    def take(self, request: Request) -> Fault | None:
        """Use up one count of the oldest fault that concerns this request."""
        with self._lock:
            for place, fault in enumerate(self._waiting):
                if fault.concerns(request):
                    left = [replace(fault, count=fault.count - 1)] if fault.count > 1 else []
                    self._waiting[place : place + 1] = left
                    return fault
            return None

    def __iter__(self) -> Iterator[Fault]:
        with self._lock:
            return iter(tuple(self._waiting))


def parse_fault(text: str) -> Fault:
    """Read ``KIND[:COUNT]``.

    Raises ``UsageError`` for another form.
    """
    kind, colon, count = text.partition(":")
    try:
        return make_fault(kind, int(count) if colon else 1)
    except ValueError as error:
        raise UsageError(
            msg("No fault “{fault}”.", fault=text),
            msg("Write KIND or KIND:COUNT, where KIND is one of: {known}.", known=", ".join(Kind)),
        ) from error


def make_fault(kind: str, count: int = 1, on: str = "", seconds: float = 0.0) -> Fault:
    """Make a fault of texts and numbers from outside.

    Raises ``ValueError`` for an unknown kind or request, or a number that is too small or too large.
    """
    if not 1 <= count <= 1_000_000 or not 0 <= seconds <= 3600:
        raise ValueError(f"count {count} or seconds {seconds} make no sense")
    return Fault(Kind(kind), count, Request(on) if on else None, seconds)

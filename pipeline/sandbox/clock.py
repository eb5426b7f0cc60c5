"""The time of the sandbox: the real one, or one that only goes on when it is told to.

Times are seconds since 1970 (UTC), as they are kept in the queue.
"""

import time
from typing import Protocol

_LAST = 253402300799
"""The last second that a date can tell."""


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> float:
        """Give the seconds since 1970."""
        ...

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9999."""
        ...


class RealClock:
    """The clock of the computer, ahead of it by as much as it was advanced."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """Give the seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9999."""
        self._ahead += _forward(seconds, self.now())


class ManualClock:
    """A clock that stands still between two calls of ``advance``."""

    def __init__(self, start: float | None = None) -> None:
        self._now = time.time() if start is None else start

    def now(self) -> float:
        """Give the seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9999."""
        self._now += _forward(seconds, self._now)


def _forward(seconds: float, now: float) -> float:
    if not 0 <= seconds <= _LAST - now:
        raise ValueError(f"a clock goes forward only, and not beyond the year 9999: {seconds}")
    return seconds

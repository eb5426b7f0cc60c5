"""The time of the sandbox: the real one, or one that only goes on when it is told to.

Times are seconds since 1970 (UTC), as they are kept in the queue. The ``setting`` of a clock is kept with them, so that
a sandbox that starts again does not go back in time.
"""

import time
from typing import Protocol

_LAST = 253370764799
"""The end of the year 9998: dates can be told for another year, in which what was received last is processed."""


class Clock(Protocol):
    """What tells the time. ``setting`` is what has to be kept, as a clock of that ``name``, to go on from there."""

    name: str

    @property
    def setting(self) -> float:
        """Give how the clock is set, in seconds."""
        ...

    def resume(self, setting: float) -> None:
        """Go on from a setting that was kept."""
        ...

    def now(self) -> float:
        """Give the seconds since 1970."""
        ...

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9998."""
        ...


class RealClock:
    """The clock of the computer, ahead of it by as much as it was advanced."""

    name = "real"

    def __init__(self) -> None:
        self._ahead = 0.0

    @property
    def setting(self) -> float:
        """Give how far it is ahead of the computer's."""
        return self._ahead

    def resume(self, setting: float) -> None:
        """Go on from a setting that was kept."""
        self._ahead = setting

    def now(self) -> float:
        """Give the seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9998."""
        self._ahead += _forward(seconds, self.now())


class ManualClock:
    """A clock that stands still between two calls of ``advance``."""

    name = "manual"

    def __init__(self, start: float | None = None) -> None:
        self._now = time.time() if start is None else start
        self._is_set = start is not None

    @property
    def setting(self) -> float:
        """Give the time at which it stands."""
        return self._now

    def resume(self, setting: float) -> None:
        """Go on from the time that was kept, unless it was started at a time that somebody chose."""
        if not self._is_set:
            self._now = setting

    def now(self) -> float:
        """Give the seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Go forward. Raises ``ValueError`` for a step back, or beyond the year 9998."""
        self._now += _forward(seconds, self._now)


def _forward(seconds: float, now: float) -> float:
    if not 0 <= seconds <= _LAST - now:
        raise ValueError(f"a clock goes forward only, and not beyond the year 9998: {seconds}")
    return seconds

"""Time: the clock, timestamps of deposits, and how long to wait before asking again."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Protocol

FIRST_WAIT = 30.0
"""Seconds after which Crossref is asked for the first time; it works on a file for minutes."""
FIRST_WAIT_NEARBY = 0.5
"""The same for a sandbox on this machine."""
LONGEST_WAIT = 300.0
GRACE = 900.0
"""Seconds for which a file that Crossref does not know may still arrive."""

_JITTER = 0.2


class Clock(Protocol):
    """Tells the time, and passes it."""

    def now(self) -> datetime:
        """Give the time, in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Give the time, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def fresh_timestamp(now: datetime, *known: str) -> str:
    """Give 17 digits for now, ``YYYYMMDDhhmmssSSS``, or one more than the highest of those that are known.

    Crossref compares them as numbers ("Timestamp" in crossref5.5.0.xsd, head).
    """
    stamp = int(f"{now:%Y%m%d%H%M%S}{now.microsecond // 1000:03}")
    return str(max(stamp, *(int(value) + 1 for value in known if value), 0))


def waits(first: float) -> Iterator[float]:
    """Give the seconds to wait, one after the other: twice as long each time, a little off, five minutes at most."""
    wait = first
    while True:
        yield wait * (1 + random.uniform(-_JITTER, _JITTER))  # noqa: S311 - it spreads requests, and hides nothing
        wait = min(wait * 2, LONGEST_WAIT)

"""How often to try again, and how long to wait before.

Waits grow exponentially and are drawn at random below their bound ("full jitter"), so that clients that were turned
away together do not come back together. A server may name its own wait (``Retry-After``, RFC 9110, section 10.2.3).
"""

import random as _random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt

T = TypeVar("T")

FIRST = 2.0
"""The bound of the first wait, in seconds; it doubles each time."""
LONGEST = 60.0
"""The bound that waits do not outgrow."""
LONGEST_ASKED = 300.0
"""The longest wait that a server is granted."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to try again. ``random`` gives numbers from 0 to 1, ``clock`` the seconds since 1970."""

    attempts: int = 4
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = _random.random
    clock: Callable[[], float] = time.time

    def run(self, attempt: Callable[[], T], wait_asked: Callable[[T], float | None]) -> T:
        """Call ``attempt`` until its result is final, and give the last one.

        ``wait_asked`` gives nothing for a result that is final, else the wait in seconds that the server asks for (0
        where it asks for none).
        """

        def wait(state: RetryCallState) -> float:
            asked = wait_asked(state.outcome.result()) if state.outcome else None
            return max(asked or 0.0, self.random() * min(LONGEST, FIRST * 2.0 ** (state.attempt_number - 1)))

        def last(state: RetryCallState) -> T:
            assert state.outcome is not None  # noqa: S101 - there has been an attempt
            result: T = state.outcome.result()
            return result

        retrying = Retrying(
            stop=stop_after_attempt(max(1, self.attempts)),
            wait=wait,
            retry=retry_if_result(lambda result: wait_asked(result) is not None),
            sleep=self.sleep,
            retry_error_callback=last,
        )
        return retrying(attempt)

    def read_retry_after(self, text: str) -> float:
        """Give the seconds that the header ``Retry-After`` asks for, 0 where it says nothing that is understood."""
        text = text.strip()
        if text.isascii() and text.isdigit():
            return min(float(text[:12]), LONGEST_ASKED)
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):  # the second for a time zone of twenty digits
            return 0.0
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return min(max(0.0, moment.timestamp() - self.clock()), LONGEST_ASKED)

"""All that is open, step by step: in the order in which it was prepared, one upload at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.ledger import Ledger, State, Submission
from pipeline.submission.delivering import Courier
from pipeline.submission.timing import Clock, waits

Moved = Callable[[Submission], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Takes every open submission of an endpoint further. ``moved`` is told of each that has another state then."""

    ledger: Ledger
    courier: Courier
    clock: Clock
    endpoint: str
    moved: Moved
    first_wait: float

    def once(self) -> int:
        """Take each submission one step further. Gives how many are open then.

        Raises as ``Courier.step``.
        """
        for before in self.ledger.open_submissions(self.endpoint):
            self._step(before)
        return len(self._waiting())

    def until_done(self, *, limit: float | None = None) -> int:
        """Go on until nothing is open, or for ``limit`` seconds. Gives how many are open then.

        Raises as ``Courier.step``.
        """
        start = self.clock.now()
        left = self.once()
        for wait in waits(self.first_wait):
            if not left or (limit is not None and (self.clock.now() - start).total_seconds() + wait > limit):
                break
            self.clock.sleep(wait)
            left = self.once()
        return left

    def _step(self, before: Submission) -> None:
        after = self.courier.step(before.id)
        if after and after.state is not before.state:
            self.moved(after)

    def _waiting(self) -> tuple[Submission, ...]:
        """Give what is open; what may not be sent here does not count."""
        return tuple(
            one
            for one in self.ledger.open_submissions(self.endpoint)
            if self.courier.may_send or one.state is not State.PREPARED
        )

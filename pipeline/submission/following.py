"""All that is open, step by step: in the order in which it was prepared, one upload at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.deposits.answers import Refused
from pipeline.ledger import Ledger, Submission
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
        """Take each submission one step further. Gives how many are open then; what may not be sent does not count.

        Raises as ``Courier.step``; where the log of one submission is refused, after the others had their step.
        """
        refused: Refused | None = None
        for number in self._open():
            try:
                after = self.courier.step(number)
            except Refused as error:
                if error.is_for_all:
                    raise
                refused = refused or error
            else:
                if after:
                    self.moved(after)
        if refused:
            raise refused
        return len(self._open())

    def until_done(self, *, limit: float | None = None) -> int:
        """Go on until nothing is open, or for ``limit`` seconds. Gives how many are open then.

        Who only asks does not wait for what will have to be sent again.

        Raises as ``Courier.step``.
        """
        start = self.clock.now()
        left = self.once()
        for wait in waits(self.first_wait):
            if (
                not left
                or self._waits_in_vain()
                or (limit is not None and (self.clock.now() - start).total_seconds() + wait > limit)
            ):
                break
            self.clock.sleep(wait)
            left = self.once()
        return left

    def _waits_in_vain(self) -> bool:
        return not self.courier.may_send and all(map(self.courier.is_overdue, self._open()))

    def _open(self) -> tuple[int, ...]:
        return self.ledger.open_ids(self.endpoint, sent=not self.courier.may_send)

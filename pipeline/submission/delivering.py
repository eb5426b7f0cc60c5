"""One step of one submission: send it, or ask what became of it. Each step is written down before and after.

A step needs nothing but the ledger to know where it stands, so a run that was killed goes on where it stopped:

* ``prepared``: nothing has left. Send.
* ``sending``, ``unknown``: it may have arrived. Ask by the file's name, as long as it may still arrive; only then send
  the very same bytes under another name. Should both arrive after all, they have the same timestamp, and Crossref
  takes one of them. Where the second is refused, the first is asked for once more.
* ``received``, ``queued``, ``in_process``: ask.
"""

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.deposits.client import CrossrefClient, NotSent, Refused, Uncertain
from pipeline.deposits.operation import Operation, operation_of
from pipeline.deposits.receipt import BatchStatus, NotAReceipt, Receipt
from pipeline.errors import LoginRefused
from pipeline.ledger import AlreadyCompleted, Event, Ledger, Note, Outcome, State, Submission
from pipeline.messages import Message
from pipeline.submission.outcomes import NO_LOG, OF_ANOTHER, citation_outcomes, is_of, outcomes, refused_as_old
from pipeline.submission.superseding import Elsewhere
from pipeline.submission.timing import GRACE, Clock

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_PENDING = {
    BatchStatus.QUEUED: State.QUEUED,
    BatchStatus.IN_PROCESS: State.IN_PROCESS,
}
_LOST_AFTER = timedelta(days=2)
"""Time after which a file that was received, and that Crossref does not know any more, counts as lost."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Takes submissions one step further. ``grace`` is in seconds; ``may_send`` is false for those who only ask."""

    ledger: Ledger
    client: CrossrefClient
    clock: Clock
    grace: float = GRACE
    may_send: bool = True

    def step(self, submission_id: int) -> Submission | None:
        """Take one step, unless somebody else is at it; give the submission if its state or message is another then.

        Raises ``LedgerUnavailable``; ``LoginRefused`` and other ``CrossrefUnavailable`` where no submission can go on.
        """
        with self.ledger.claimed(submission_id) as submission:
            if submission is None:
                return None
            with suppress(AlreadyCompleted):  # the claim was cut off with its connection, and somebody else went on
                self._go_on(submission)
        after = self.ledger.submission(submission_id)
        return after if (after.state, after.message) != (submission.state, submission.message) else None

    def _go_on(self, submission: Submission) -> None:
        if submission.state is not State.PREPARED:
            self._ask(submission)
        elif self.may_send:
            self._send(submission)

    def _send(self, submission: Submission) -> None:
        attempt = submission.attempt + 1
        name = file_name(submission, attempt)
        content = self.ledger.content(submission.sha256)
        self.ledger.record(submission.id, State.SENDING, attempt=attempt, file_name=name)
        try:
            answer = self.client.deposit(name, content, operation_of(submission.operation))
        except Uncertain as error:
            self._record(submission, State.UNKNOWN, attempt, name, error.message)
            return
        except (NotSent, LoginRefused) as error:
            self._record(submission, State.PREPARED, attempt, name, error.message)
            raise
        except Refused as error:
            self._refused(submission, attempt, name, error)
            return
        self._record(submission, State.RECEIVED, attempt, name, content=answer.content)

    def _refused(self, submission: Submission, attempt: int, name: str, error: Refused) -> None:
        """Write down a refusal: one that is for good ends the submission, another ends the run."""
        is_busy = error.is_for_all
        state = State.PREPARED if is_busy else State.REFUSED
        content = error.answer.content
        earlier = None if is_busy else self._arrived(submission)
        if earlier:
            self._record(submission, State.UNKNOWN, earlier.attempt, earlier.file_name, error.message, content)
            return
        self._record(submission, state, attempt, name, error.message, content)
        if is_busy:
            raise error

    def _arrived(self, submission: Submission) -> Event | None:
        """Find an attempt before this one that Crossref knows by now, though it may have seemed lost."""
        for event in self.ledger.events(submission.id):
            if event.state is State.SENDING and event.attempt <= submission.attempt:
                try:
                    status = self.client.log(event.file_name).receipt.status
                except NotAReceipt:
                    continue
                if status is not BatchStatus.UNKNOWN:
                    return event
        return None

    def _ask(self, submission: Submission) -> None:
        attempt, name = submission.attempt, submission.file_name
        try:
            log = self.client.log(name)
        except NotAReceipt:
            self._strange(submission, NO_LOG)
            return
        receipt, content = log.receipt, log.content
        if not is_of(submission, receipt):
            self._strange(submission, OF_ANOTHER)
        elif receipt.status is BatchStatus.COMPLETED:
            self._complete(submission, receipt, content)
        elif receipt.status is BatchStatus.UNKNOWN:
            self._not_known(submission)
        elif _PENDING[receipt.status] is not submission.state:
            self._record(submission, _PENDING[receipt.status], attempt, name, content=content)

    def _strange(self, submission: Submission, message: Message) -> None:
        """Write down, once, that the answer is none: nothing is known that was not before."""
        if submission.message != message:
            # another "sending" would be another time of sending
            state = State.UNKNOWN if submission.state is State.SENDING else submission.state
            self._record(submission, state, submission.attempt, submission.file_name, message)

    def _not_known(self, submission: Submission) -> None:
        """Crossref does not know the file: it may be on its way, or never have arrived."""
        sent = self._sent_at(submission)
        certain = any(
            event.state in (State.RECEIVED, State.QUEUED, State.IN_PROCESS) and event.attempt == submission.attempt
            for event in self.ledger.events(submission.id)
        )
        age = self.clock.now() - sent
        if certain:
            if age > _LOST_AFTER:
                self._record(submission, State.LOST, submission.attempt, submission.file_name)
        elif abs(age) <= timedelta(seconds=self.grace):  # a clock that was set back tells nothing either
            if submission.state is not State.UNKNOWN:
                self._record(submission, State.UNKNOWN, submission.attempt, submission.file_name)
        elif self.may_send:
            self._send(submission)

    def _sent_at(self, submission: Submission) -> datetime:
        """Give the time at which the last attempt began."""
        return max(
            (event.at for event in self.ledger.events(submission.id) if event.state is State.SENDING),
            default=submission.prepared_at,
        )

    def is_overdue(self, submission_id: int) -> bool:
        """Tell whether a submission has to be sent again, as it should have arrived long ago, if ever."""
        submission = self.ledger.submission(submission_id)
        age = self.clock.now() - self._sent_at(submission)
        return submission.state in (State.SENDING, State.UNKNOWN) and abs(age) > timedelta(seconds=self.grace)

    def _complete(self, submission: Submission, receipt: Receipt, content: bytes) -> None:
        found = self._corrected(submission, outcomes(submission, receipt))
        if found is None:
            return
        self.ledger.complete(
            submission.id,
            attempt=submission.attempt,
            file_name=submission.file_name,
            content=content,
            outcomes=found,
            citations=citation_outcomes(submission, receipt),
        )

    def _corrected(self, submission: Submission, found: tuple[Outcome, ...]) -> tuple[Outcome, ...] | None:
        """Look elsewhere for what was refused as too old. Gives nothing where that is to be asked again later."""
        if not any(map(refused_as_old, found)):
            return found
        elsewhere = Elsewhere(self.ledger, self.client, submission)
        better = [elsewhere.corrected(outcome) if refused_as_old(outcome) else outcome for outcome in found]
        is_late = abs(self.clock.now() - self._sent_at(submission)) > _LOST_AFTER
        if None in better and not is_late:
            return None
        return tuple(new or old for new, old in zip(better, found, strict=True))

    def _record(
        self, submission: Submission, state: State, attempt: int, name: str, message: Note = "", content: bytes = b""
    ) -> None:
        self.ledger.record(submission.id, state, attempt=attempt, file_name=name, message=message, content=content)


def file_name(submission: Submission, attempt: int) -> str:
    """Name the file of an attempt: no other upload, of whatever ledger, has the name, for it is the key to its log."""
    safe = _UNSAFE.sub("-", submission.batch_id).strip("-.")[:80] or "deposit"
    suffix = ".txt" if operation_of(submission.operation) is Operation.URLS else ".xml"
    return f"{safe}.{attempt}-{secrets.token_hex(4)}{suffix}"

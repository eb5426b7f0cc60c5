"""Crossref has called: a log is ready. Write that down, and ask for the log.

The call may come from anybody (``deposits.notification``), so that it changes nothing by itself: it is kept as an
event, and the log is asked for by the name of the file, with the login. A call for what is done already does nothing.
"""

from dataclasses import dataclass

from pipeline.deposits.notification import Notification
from pipeline.errors import DepositError
from pipeline.ledger import Ledger, State, Submission
from pipeline.messages import msg
from pipeline.submission.delivering import Courier


@dataclass(frozen=True, slots=True)
class Notified:
    """Takes calls for the submissions to one endpoint."""

    ledger: Ledger
    endpoint: str

    def submissions(self, call: Notification) -> tuple[Submission, ...]:
        """Give the submissions that a call is about. Raises ``DepositError`` where there is none that was sent."""
        found = self.ledger.of_batch(self.endpoint, call.batch_id) if call.batch_id else ()
        sent = tuple(one for one in found if one.state is not State.PREPARED)
        if not sent:
            raise DepositError(
                msg(
                    "The notification is about the batch id “{batch_id}”, of which nothing was sent to {endpoint}.",
                    batch_id=call.batch_id,
                    endpoint=self.endpoint,
                ),
                msg("See what was sent with: python -m pipeline status --offline"),
            )
        return sent

    def follow(self, call: Notification, courier: Courier) -> tuple[Submission, ...]:
        """Keep the call and ask for the log; gives the submissions that have another state then.

        Raises as ``submissions`` and ``Courier.step``.
        """
        open_ones = [one.id for one in self.submissions(call) if one.state.is_open]
        for number in open_ones:
            self._keep(number, call)
        return tuple(after for number in open_ones if (after := courier.step(number)))

    def _keep(self, submission_id: int, call: Notification) -> None:
        """Add the call as an event in the state of the submission; the address of the log is not kept."""
        said = msg(
            "The notification service “{name}” says that the log of submission {number} is ready.",
            name=call.endpoint,
            number=call.submission_id or "?",
        )
        with self.ledger.claimed(submission_id) as one:
            if one is not None and one.state is not State.PREPARED:
                # a second "sending" would count as a second attempt
                state = State.UNKNOWN if one.state is State.SENDING else one.state
                self.ledger.record(one.id, state, attempt=one.attempt, file_name=one.file_name, message=said)

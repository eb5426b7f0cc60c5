"""The way of a submission: choose, prepare, send, follow."""

from collections import Counter
from dataclasses import dataclass

from pipeline.deposits.client import CrossrefClient
from pipeline.findings import Finding
from pipeline.ledger import Ledger, OnItsWay, Submission, Unchanged
from pipeline.messages import msg
from pipeline.submission.choosing import Candidate, candidates
from pipeline.submission.delivering import Courier
from pipeline.submission.following import Follower
from pipeline.submission.options import Listener, SubmitOptions, Summary
from pipeline.submission.preparing import Decision, Preparer
from pipeline.submission.timing import Clock


@dataclass(frozen=True, slots=True)
class Submitter:
    """Submits to one endpoint, whose name in the ledger is its base address."""

    ledger: Ledger
    endpoint: str
    clock: Clock
    listener: Listener

    def prepare(self, options: SubmitOptions) -> Summary:
        """Write into the ledger what is to be sent.

        Raises ``UsageError``, ``PipelineError``, ``LedgerUnavailable``, ``SchemaUnavailable``.
        """
        preparer = Preparer(
            self.ledger,
            self.endpoint,
            self.clock.now,
            restamp=options.restamp,
            again=options.again,
            rehearse=options.dry_run,
        )
        counts = Counter(self._prepared(found, preparer) for found in candidates(options.out, options.files))
        return Summary(counts["prepared"], counts["unchanged"], counts["on its way"], counts["refused"])

    def deliver(self, client: CrossrefClient, options: SubmitOptions, *, may_send: bool = True) -> int:
        """Send what is prepared and ask what became of the rest. Gives how many submissions are open then.

        Raises ``LedgerUnavailable``, and ``CrossrefUnavailable`` where Crossref cannot be reached or refuses the login.
        """
        courier = Courier(self.ledger, client, self.clock, options.grace, may_send)
        follower = Follower(self.ledger, courier, self.clock, self.endpoint, self.listener.moved, options.first_wait)
        return follower.until_done(limit=options.limit) if options.wait else follower.once()

    def tell(self, path: str, decision: Decision) -> str:
        """Tell the listener what was decided about a file, and give it as one word."""
        match decision:
            case Finding():
                self.listener.found(decision)
                return "refused"
            case Unchanged():
                self.listener.left(path, msg("registered with this content already; --again sends it anyway"))
                return "unchanged"
            case OnItsWay():
                self.listener.left(path, msg("on its way already"))
                return "on its way"
            case Submission():
                self.listener.moved(decision)
                return "prepared"

    def _prepared(self, found: Candidate | Finding, preparer: Preparer) -> str:
        if isinstance(found, Finding):
            return self.tell(found.place.file, found)
        return self.tell(found.path, preparer.prepare(found))

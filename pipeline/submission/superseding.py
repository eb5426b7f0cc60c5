"""A DOI that Crossref refused as too old may be registered all the same: by an earlier attempt, or a later deposit."""

from dataclasses import dataclass, field, replace

from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.receipt import NotAReceipt, Receipt
from pipeline.identifiers import doi_key
from pipeline.ledger import DoiState, Ledger, Outcome, State, Submission
from pipeline.submission.outcomes import is_of, outcomes

_REGISTERED = (DoiState.REGISTERED, DoiState.WARNING)
_NOT_TAKEN = (State.PREPARED, State.REFUSED)
"""States after an attempt that the server did not take for sure: the login was wrong, or it was busy or not there."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Looks for the deposit that was quicker."""

    ledger: Ledger
    client: CrossrefClient
    submission: Submission
    _logs: dict[str, Receipt | None] = field(default_factory=dict)

    def corrected(self, outcome: Outcome) -> Outcome | None:
        """Give what became of the DOI by another attempt or deposit, or ``outcome`` itself where there is none.

        Gives nothing where an earlier attempt was quicker, it seems, and its log is not there yet.
        """
        logs = [self._log(name) for name in self._earlier_names()]
        for log in logs:
            found = self._registered_by(log, outcome.doi) if log else None
            if found:
                return found
        if self._later(outcome.doi):
            return replace(outcome, state=DoiState.SUPERSEDED)
        return outcome if all(logs) else None

    def _earlier_names(self) -> tuple[str, ...]:
        """Give the names of the attempts before, but for those of which nothing can have arrived."""
        events = self.ledger.events(self.submission.id)
        not_taken = {event.attempt for event in events if event.state in _NOT_TAKEN}
        names = (one.file_name for one in events if one.state is State.SENDING and one.attempt not in not_taken)
        return tuple(name for name in dict.fromkeys(names) if name != self.submission.file_name)

    def _log(self, name: str) -> Receipt | None:
        """Give the log of an attempt, if it is there; it is asked for once, however many DOIs are too old."""
        if name not in self._logs:
            self._logs[name] = self._asked(name)
        return self._logs[name]

    def _asked(self, name: str) -> Receipt | None:
        try:
            receipt = self.client.log(name).receipt
        except NotAReceipt:
            return None
        return receipt if receipt.is_final and is_of(self.submission, receipt) else None

    def _registered_by(self, log: Receipt, doi: str) -> Outcome | None:
        found = next(found for found in outcomes(self.submission, log) if found.doi == doi)
        return found if found.state in _REGISTERED else None

    def _later(self, doi: str) -> bool:
        """Tell whether a deposit with a higher timestamp was sent for the DOI."""
        own = next(entry.timestamp for entry in self.submission.dois if entry.doi == doi)
        own = own if own.isascii() and own.isdigit() else ""
        highest = self.ledger.highest_timestamps(self.submission.endpoint, doi).get(doi_key(doi), "")
        return bool(own and highest) and int(highest) > int(own)

"""Decide what of the chosen files is sent, and write it into the ledger before anything leaves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from pipeline import validation
from pipeline.deposits.batch import read_batch, restamped
from pipeline.findings import Finding, Place, Severity
from pipeline.ledger import DoiEntry, Ledger, NewSubmission, OnItsWay, Submission, TooOld, Unchanged
from pipeline.messages import msg
from pipeline.schemas import Catalog, ensure_installed
from pipeline.submission.choosing import Candidate
from pipeline.submission.timing import fresh_timestamp

Decision: TypeAlias = "Submission | Unchanged | OnItsWay | Finding"


@dataclass(frozen=True, slots=True)
class Preparer:
    """Prepares files for one endpoint. ``restamp`` renews timestamps; ``again`` sends what has not changed, too.

    One that rehearses decides the same, and leaves the ledger as it is.
    """

    ledger: Ledger
    endpoint: str
    now: Callable[[], datetime]
    restamp: bool = False
    again: bool = False
    rehearse: bool = False

    def prepare(self, candidate: Candidate) -> Decision:
        """Write a file into the ledger, or say why it is not sent.

        Raises ``LedgerUnavailable``, ``SchemaUnavailable``.
        """
        chosen = self._restamped(candidate) if self.restamp and candidate.schema else candidate
        if isinstance(chosen, Finding):
            return chosen
        found = self.ledger.prepare(self._new(chosen, candidate.sha256), again=self.again, rehearse=self.rehearse)
        return _too_old(chosen, found) if isinstance(found, TooOld) else found

    def _restamped(self, candidate: Candidate) -> Candidate | Finding:
        """Renew timestamp and batch id, above all that the ledger knows for the DOIs, and validate again."""
        ensure_installed(Catalog.load().find(candidate.schema))
        known = (self.ledger.highest_timestamp(self.endpoint, entry.doi) for entry in candidate.batch.dois)
        content = restamped(candidate.content, fresh_timestamp(self.now(), *known))
        report = validation.check(content, candidate.schema, file=candidate.path)
        if not report.valid:
            return report.findings[0]
        return replace(candidate, content=content, batch=read_batch(content))

    def _new(self, chosen: Candidate, source: str) -> NewSubmission:
        batch = chosen.batch
        return NewSubmission(
            endpoint=self.endpoint,
            operation=batch.kind,
            path=chosen.path,
            batch_id=batch.batch_id,
            timestamp=batch.timestamp,
            source_sha256=source,
            content=chosen.content,
            digest=batch.digest,
            dois=tuple(DoiEntry(entry.doi, entry.timestamp, entry.digest) for entry in batch.dois),
        )


def _too_old(candidate: Candidate, found: TooOld) -> Finding:
    return Finding(
        "deposit-timestamp-old",
        Severity.ERROR,
        msg(
            "Its timestamp {timestamp} is not above {known}, which was sent for the DOI “{doi}” before.",
            timestamp=candidate.batch.timestamp,
            known=found.known,
            doi=found.doi,
        ),
        Place(candidate.path),
        msg("Crossref would refuse it. Submit with --restamp to renew the timestamp."),
    )

"""Decide what of the chosen files is sent, and write it into the ledger before anything leaves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from pipeline import validation
from pipeline.deposits.batch import read_batch, restamped
from pipeline.deposits.operation import Operation, kind_of
from pipeline.findings import Finding, Place, Severity
from pipeline.ledger import DoiEntry, Ledger, NewSubmission, OnItsWay, Overtaken, Submission, TooOld, Unchanged
from pipeline.messages import msg
from pipeline.schemas import Catalog, ensure_installed
from pipeline.submission.choosing import Candidate
from pipeline.submission.timing import fresh_timestamp

Decision: TypeAlias = "Submission | Unchanged | OnItsWay | Finding"

_TRIES = 5
"""How often a timestamp is renewed: another submitter may use a higher one for a DOI of the journal meanwhile."""


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

    def prepare(self, candidate: Candidate, *, repeats: int | None = None) -> Decision:
        """Write a file into the ledger, or say why it is not sent; ``repeats`` as for ``Ledger.prepare``.

        Raises ``LedgerUnavailable``, ``SchemaUnavailable``.
        """
        renews = self.restamp and bool(candidate.schema)
        tries = _TRIES if renews else 1
        while True:
            tries -= 1
            chosen = self._restamped(candidate) if renews else candidate
            if isinstance(chosen, Finding):
                return chosen
            new = self._new(chosen, candidate.sha256)
            found = self.ledger.prepare(new, again=self.again, rehearse=self.rehearse, repeats=repeats)
            if not isinstance(found, TooOld) or not tries:
                return _finding(chosen, found) if isinstance(found, TooOld | Overtaken) else found

    def _restamped(self, candidate: Candidate) -> Candidate | Finding:
        """Renew timestamp and batch id, above all that the ledger knows for the DOIs, and validate again."""
        ensure_installed(Catalog.load().find(candidate.schema))
        known = self.ledger.highest_timestamps(self.endpoint, *(entry.doi for entry in candidate.batch.dois))
        content = restamped(candidate.content, fresh_timestamp(self.now(), *known.values()))
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
            within="" if batch.operation is Operation.METADATA else kind_of(Operation.METADATA),
        )


def _finding(candidate: Candidate, found: TooOld | Overtaken) -> Finding:
    place = Place(candidate.path)
    if isinstance(found, Overtaken):
        message = msg(
            "A later deposit says something else of the DOI “{doi}”; this one would undo that.", doi=found.doi
        )
        remedy = msg("Build, and submit what was built.")
        return Finding("deposit-overtaken", Severity.ERROR, message, place, remedy)
    message = msg(
        "Its timestamp {timestamp} is not above {known}, which was sent for the DOI “{doi}” before.",
        timestamp=candidate.batch.timestamp,
        known=found.known,
        doi=found.doi,
    )
    remedy = msg("Crossref would refuse it. Submit with --restamp to renew the timestamp.")
    return Finding("deposit-timestamp-old", Severity.ERROR, message, place, remedy)

"""Which records have changed since their last accepted deposit, and so need one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.findings import Finding
from pipeline.identifiers import doi_key
from pipeline.ledger import Ledger
from pipeline.submission.choosing import Candidate, candidates


class Change(StrEnum):
    """How a DOI of the output differs from what was registered."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A DOI that needs a deposit. ``timestamp`` is that of the last accepted one, empty for a new DOI."""

    doi: str
    change: Change
    path: str
    timestamp: str


def differences(ledger: Ledger, endpoint: str, out: Path) -> Iterator[Difference | Finding]:
    """Give each DOI of the deposits of an output folder that is new or has changed; a finding for each bad file.

    Raises ``UsageError``, ``PipelineError``, ``LedgerUnavailable``.
    """
    seen: set[str] = set()
    for found in candidates(out, ()):
        if isinstance(found, Finding):
            yield found
        else:
            yield from _of_file(ledger, endpoint, found, seen)


def _of_file(ledger: Ledger, endpoint: str, candidate: Candidate, seen: set[str]) -> Iterator[Difference]:
    entries = {doi_key(entry.doi): entry for entry in candidate.batch.dois}
    new = {key: entry for key, entry in entries.items() if key not in seen}
    seen.update(new)
    known = ledger.last_registered(endpoint, candidate.batch.kind, *new)
    for key, entry in new.items():
        last = known.get(key)
        if last is None:
            yield Difference(entry.doi, Change.NEW, candidate.path, "")
        elif last.digest != entry.digest:
            yield Difference(entry.doi, Change.CHANGED, candidate.path, last.timestamp)

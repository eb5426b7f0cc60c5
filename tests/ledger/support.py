"""Submissions for the tests of the ledger, and a clock that ticks."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from pipeline.ledger import DoiEntry, DoiState, Ledger, NewSubmission, Outcome, State, Submission

ENDPOINT = "https://test.crossref.org"
METADATA = "doMDUpload"


def ticking() -> Callable[[], datetime]:
    """Give a clock that goes on by a second each time it is read."""
    seconds = count()
    return lambda: datetime(2026, 11, 26, 12, tzinfo=UTC) + timedelta(seconds=next(seconds))


def new(
    timestamp: str = "100",
    *dois: str,
    text: str = "one",
    operation: str = METADATA,
    endpoint: str = ENDPOINT,
) -> NewSubmission:
    """Make a submission; equal ``text`` is equal content, whatever the timestamp."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    entries = tuple(DoiEntry(doi, timestamp, f"{digest}-{doi.lower()}") for doi in dois or ("10.5555/a",))
    return NewSubmission(
        endpoint=endpoint,
        operation=operation,
        path="out/deposit.xml",
        batch_id=f"batch-{timestamp}",
        timestamp=timestamp,
        source_sha256=digest,
        content=f"{text} {timestamp}".encode(),
        digest=hashlib.sha256(" ".join((digest, *dois)).encode()).hexdigest(),
        dois=entries,
    )


def taken(ledger: Ledger, what: NewSubmission, *, again: bool = False) -> Submission:
    """Prepare a submission that must be taken up."""
    found = ledger.prepare(what, again=again)
    assert isinstance(found, Submission), found
    return found


def finish(ledger: Ledger, submission: Submission, state: DoiState = DoiState.REGISTERED) -> None:
    """Send a submission and complete it, all its DOIs with one outcome."""
    name = f"{submission.batch_id}.xml"
    ledger.record(submission.id, State.SENDING, attempt=1, file_name=name)
    ledger.complete(
        submission.id,
        attempt=1,
        file_name=name,
        content=b"<doi_batch_diagnostic/>",
        outcomes=[Outcome(entry.doi, state, "Successfully added", 1) for entry in submission.dois],
        citations=[],
    )

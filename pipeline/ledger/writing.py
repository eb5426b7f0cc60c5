"""What is added to the ledger. Each function works inside one transaction that writes, so that nobody comes between."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from pipeline.identifiers import doi_key
from pipeline.ledger import queries, standings
from pipeline.ledger.notes import Note, clean, to_text
from pipeline.ledger.standings import Known
from pipeline.ledger.tables import blob, citation, event, open_submission, outcome, submission, submission_doi
from pipeline.ledger.values import (
    AlreadyCompleted,
    CitationOutcome,
    DoiEntry,
    NewSubmission,
    NoSuchEntry,
    OnItsWay,
    Outcome,
    Overtaken,
    State,
    Submission,
    TooOld,
    Unchanged,
)


def prepare(
    connection: Connection, new: NewSubmission, at: datetime, *, again: bool, repeats: int | None
) -> Submission | Unchanged | OnItsWay | TooOld | Overtaken:
    """Take up a submission, or say why not."""
    entries = {doi_key(entry.doi): entry for entry in new.dois}
    known = standings.standing(connection, new.endpoint, new.operation, entries)
    if repeats is not None and (later := _overtaken(connection, new, repeats, entries, known)):
        return later
    is_same = _is_same(connection, new, entries, known)
    way = queries.open_of_digest(connection, new.endpoint, new.operation, new.digest)
    if way and (is_same or not entries):
        return OnItsWay(way)
    if is_same and (not again or (repeats is not None and min(number for _, number in known.values()) > repeats)):
        return _declined(connection, known)
    return _too_old(connection, new, entries) or _take_up(connection, new, entries, at)


def _overtaken(
    connection: Connection, new: NewSubmission, repeats: int, entries: dict[str, DoiEntry], known: Known
) -> Overtaken | None:
    """Find a DOI of which a later submission says something else: repeating an older one would undo that."""
    for key, (entry, number) in known.items():
        if number > repeats and entry.digest != entries[key].digest:
            return Overtaken(entries[key].doi)
    if new.within:
        for key in _replaced(connection, new, dict.fromkeys(entries, repeats), first=False):
            return Overtaken(entries[key].doi)
    return None


def _is_same(connection: Connection, new: NewSubmission, entries: dict[str, DoiEntry], known: Known) -> bool:
    """Tell whether each DOI has the content, or will have it when all is done that is on its way."""
    if not known or len(known) < len(entries):
        return False
    if any(known[key][0].digest != entry.digest for key, entry in entries.items()):
        return False
    numbers = {key: number for key, (_, number) in known.items()}
    return not new.within or not any(_replaced(connection, new, numbers, first=True))


def _replaced(connection: Connection, new: NewSubmission, numbers: dict[str, int], *, first: bool) -> Iterator[str]:
    """Give the DOIs whose whole record was deposited with other content after the parts of it in those submissions.

    ``first`` tells whether to count a record that had never been deposited before.
    """
    for key, (entry, number) in standings.standing(connection, new.endpoint, new.within, numbers).items():
        if number > numbers[key]:
            before = standings.last_registered(connection, new.endpoint, new.within, [key], before=numbers[key])
            if before[key][0].digest != entry.digest if key in before else first:
                yield key


def _declined(connection: Connection, known: Known) -> Unchanged | OnItsWay:
    numbers = {number for _, number in known.values()}
    on_its_way = queries.latest_open(connection, numbers)
    submission_id = max(numbers) if on_its_way is None else on_its_way
    found = queries.one(connection, submission_id)
    if found is None:
        raise NoSuchEntry(submission_id)
    return Unchanged(found) if on_its_way is None else OnItsWay(found)


def _too_old(connection: Connection, new: NewSubmission, entries: dict[str, DoiEntry]) -> TooOld | None:
    timed = {key: entry for key, entry in entries.items() if queries.number(entry.timestamp) >= 0}
    known = standings.highest_timestamps(connection, new.endpoint, timed)
    for key, entry in timed.items():
        if key in known and queries.number(entry.timestamp) <= queries.number(known[key]):
            return TooOld(entry.doi, known[key])
    return None


def _take_up(connection: Connection, new: NewSubmission, entries: dict[str, DoiEntry], at: datetime) -> Submission:
    values = {
        "endpoint": new.endpoint,
        "operation": new.operation,
        "path": clean(new.path),
        "batch_id": clean(new.batch_id),
        "timestamp": new.timestamp,
        "source_sha256": new.source_sha256,
        "sha256": _keep(connection, new.content),
        "digest": new.digest,
        "prepared_at": at,
    }
    primary_key = connection.execute(insert(submission).values(values)).inserted_primary_key
    submission_id = int(primary_key[0]) if primary_key else 0
    rows = [
        {
            "submission_id": submission_id,
            "doi_key": key,
            "position": position,
            "doi": entry.doi,
            "timestamp": entry.timestamp,
            "digest": entry.digest,
        }
        for position, (key, entry) in enumerate(entries.items())
    ]
    if rows:
        connection.execute(insert(submission_doi), rows)
    _append(connection, submission_id, State.PREPARED, at, 0, "", "", b"")
    connection.execute(
        insert(open_submission).values(submission_id=submission_id, endpoint=new.endpoint, digest=new.digest)
    )
    taken = queries.one(connection, submission_id)
    if taken is None:
        raise NoSuchEntry(submission_id)
    return taken


def _keep(connection: Connection, content: bytes) -> str:
    """Keep bytes, once, and give their hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.execute(select(blob.c.sha256).where(blob.c.sha256 == sha256)).first() is None:
        connection.execute(insert(blob).values(sha256=sha256, content=content))
    return sha256


def _append(
    connection: Connection,
    submission_id: int,
    state: State,
    at: datetime,
    attempt: int,
    file_name: str,
    message: Note,
    content: bytes,
) -> int:
    values = {
        "submission_id": submission_id,
        "at": at,
        "state": state.value,
        "attempt": attempt,
        "file_name": clean(file_name),
        "message": to_text(message),
        "content_sha256": _keep(connection, content) if content else None,
    }
    primary_key = connection.execute(insert(event).values(values)).inserted_primary_key
    return int(primary_key[0]) if primary_key else 0


def record(
    connection: Connection,
    submission_id: int,
    state: State,
    at: datetime,
    *,
    attempt: int,
    file_name: str,
    message: Note,
    content: bytes,
) -> int:
    """Add what happened to a submission that is not completed, and give the number of the event."""
    known = queries.one(connection, submission_id)
    if known is None:
        raise NoSuchEntry(submission_id)
    if known.state is State.COMPLETED:
        raise AlreadyCompleted(submission_id)
    event_id = _append(connection, submission_id, state, at, attempt, file_name, message, content)
    if known.state.is_open and not state.is_open:
        connection.execute(delete(open_submission).where(open_submission.c.submission_id == submission_id))
    elif state.is_open and not known.state.is_open:  # what was thought lost turns up
        connection.execute(
            insert(open_submission).values(submission_id=submission_id, endpoint=known.endpoint, digest=known.digest)
        )
    return event_id


def add_outcomes(connection: Connection, submission_id: int, event_id: int, found: Sequence[Outcome]) -> None:
    """Add what became of the DOIs."""
    rows = [
        {
            "event_id": event_id,
            "submission_id": submission_id,
            "doi": clean(one.doi),
            "doi_key": doi_key(clean(one.doi)),
            "state": one.state.value,
            "message": clean(one.message),
            "msg_id": one.msg_id,
        }
        for one in found
    ]
    if rows:
        connection.execute(insert(outcome), rows)


def add_citations(connection: Connection, submission_id: int, event_id: int, found: Sequence[CitationOutcome]) -> None:
    """Add what became of the references."""
    rows = [
        {
            "event_id": event_id,
            "submission_id": submission_id,
            "doi": clean(one.doi),
            "key": clean(one.key),
            "status": one.status,
            "text": clean(one.text),
        }
        for one in found
    ]
    if rows:
        connection.execute(insert(citation), rows)

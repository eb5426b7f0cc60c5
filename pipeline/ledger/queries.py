"""Questions to the ledger about submissions and their DOIs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select

from pipeline.identifiers import doi_key
from pipeline.ledger.notes import from_text
from pipeline.ledger.tables import citation, event, open_submission, outcome, submission, submission_doi
from pipeline.ledger.values import CitationOutcome, DoiEntry, DoiState, Event, Outcome, State, Submission

T = TypeVar("T")

CHUNK = 500  # keys in one question: databases limit the parameters of a statement
_MOST_DIGITS = 100  # no timestamp has so many

last = event.alias("last")
_named = event.alias("named")
_file_name = (
    select(_named.c.file_name)
    .where(
        _named.c.submission_id == submission.c.id,
        _named.c.attempt == last.c.attempt,
        _named.c.file_name != "",
    )
    .order_by(_named.c.id.desc())
    .limit(1)
    .correlate(submission, last)
    .scalar_subquery()
)


def last_event_id() -> ScalarSelect[int]:
    """Make the question for the last event of the ``submission`` around it."""
    return (
        select(func.max(event.c.id))
        .where(event.c.submission_id == submission.c.id)
        .correlate(submission)
        .scalar_subquery()
    )


_SUBMISSIONS = select(
    submission,
    last.c.state,
    last.c.attempt,
    func.coalesce(_file_name, "").label("file_name"),
    last.c.at.label("last_event_at"),
    last.c.message,
).select_from(submission.join(last, last.c.id == last_event_id()))


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Cut what one statement cannot take at once."""
    iterator = iter(values)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def submissions(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Submission, ...]:
    """Give the submissions that meet the conditions, oldest first."""
    rows = connection.execute(_SUBMISSIONS.where(*conditions).order_by(submission.c.id)).all()
    dois = _dois(connection, [row.id for row in rows])
    return tuple(
        Submission(
            id=row.id,
            endpoint=row.endpoint,
            operation=row.operation,
            path=row.path,
            batch_id=row.batch_id,
            timestamp=row.timestamp,
            source_sha256=row.source_sha256,
            sha256=row.sha256,
            digest=row.digest,
            dois=tuple(dois[row.id]),
            prepared_at=row.prepared_at,
            state=State(row.state),
            attempt=row.attempt,
            file_name=row.file_name,
            last_event_at=row.last_event_at,
            message=from_text(row.message),
        )
        for row in rows
    )


def _dois(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[DoiEntry]]:
    found: defaultdict[int, list[DoiEntry]] = defaultdict(list)
    for start in range(0, len(ids), CHUNK):
        of_these = submission_doi.c.submission_id.in_(ids[start : start + CHUNK])
        ordered = (
            select(submission_doi).where(of_these).order_by(submission_doi.c.submission_id, submission_doi.c.position)
        )
        for row in connection.execute(ordered):
            found[row.submission_id].append(DoiEntry(row.doi, row.timestamp, row.digest))
    return found


def one(connection: Connection, submission_id: int) -> Submission | None:
    """Give a submission."""
    return next(iter(submissions(connection, submission.c.id == submission_id)), None)


def open_ones(connection: Connection, endpoint: str) -> tuple[Submission, ...]:
    """Give the submissions to a server of which something remains to be done."""
    ids = select(open_submission.c.submission_id).where(open_submission.c.endpoint == endpoint)
    return submissions(connection, submission.c.id.in_(ids))


def of_batch(connection: Connection, endpoint: str, batch_id: str) -> tuple[Submission, ...]:
    """Give the submissions to a server that have a batch id."""
    return submissions(connection, submission.c.endpoint == endpoint, submission.c.batch_id == batch_id)


def open_ids(connection: Connection, endpoint: str, *, sent: bool) -> tuple[int, ...]:
    """Give the numbers of the submissions to a server of which something remains to be done."""
    asked = (
        select(submission.c.id)
        .join(open_submission, open_submission.c.submission_id == submission.c.id)
        .where(open_submission.c.endpoint == endpoint)
        .order_by(submission.c.id)
    )
    if sent:
        asked = asked.join(last, last.c.id == last_event_id()).where(last.c.state != State.PREPARED.value)
    return tuple(connection.scalars(asked))


def open_of_digest(connection: Connection, endpoint: str, operation: str, digest: str) -> Submission | None:
    """Give the latest open submission that has the same content."""
    ids = select(open_submission.c.submission_id).where(
        open_submission.c.digest == digest, open_submission.c.endpoint == endpoint
    )
    same = submissions(connection, submission.c.id.in_(ids), submission.c.operation == operation)
    return same[-1] if same else None


def latest_open(connection: Connection, ids: Iterable[int]) -> int | None:
    """Give the latest of some submissions of which something remains to be done."""
    found = (
        connection.scalar(
            select(func.max(open_submission.c.submission_id)).where(open_submission.c.submission_id.in_(some))
        )
        for some in chunks(ids)
    )
    return max((one_ for one_ in found if one_ is not None), default=None)


def number(timestamp: str) -> int:
    """Give a timestamp as the number by which Crossref compares it, -1 where there is none."""
    is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MOST_DIGITS
    return int(timestamp) if is_number else -1


def failed(connection: Connection, endpoint: str) -> tuple[Submission, ...]:
    """Give the submissions with a DOI that is not registered and that no later one for the same operation takes up."""
    later_doi, later = submission_doi.alias("later_doi"), submission.alias("later")
    taken_up = (
        select(later.c.id)
        .join(later_doi, later_doi.c.submission_id == later.c.id)
        .where(
            later_doi.c.doi_key == submission_doi.c.doi_key,
            later.c.endpoint == submission.c.endpoint,
            later.c.operation == submission.c.operation,
            later.c.id > submission.c.id,
        )
        .exists()
    )
    of_doi = (
        (outcome.c.submission_id == submission.c.id)
        & outcome.c.doi_key.in_(("", submission_doi.c.doi_key))
        & outcome.c.state.in_((DoiState.FAILED, DoiState.UNCONFIRMED))
    )
    ids = (
        select(submission_doi.c.submission_id)
        .join(submission, submission.c.id == submission_doi.c.submission_id)
        .join(last, last.c.id == last_event_id())
        .outerjoin(outcome, of_doi)
        .where(
            submission.c.endpoint == endpoint,
            last.c.state.in_((State.REFUSED, State.LOST))
            | ((last.c.state == State.COMPLETED) & outcome.c.id.is_not(None)),
            ~taken_up,
        )
    )
    found = sorted(set(connection.execute(ids).scalars()))
    starts = range(0, len(found), CHUNK)
    return tuple(
        one_ for start in starts for one_ in submissions(connection, submission.c.id.in_(found[start : start + CHUNK]))
    )


def events(connection: Connection, submission_id: int) -> tuple[Event, ...]:
    """Give what happened to a submission, first things first."""
    rows = connection.execute(select(event).where(event.c.submission_id == submission_id).order_by(event.c.id))
    return tuple(
        Event(
            row.id,
            row.submission_id,
            row.at,
            State(row.state),
            row.attempt,
            row.file_name,
            from_text(row.message),
            row.content_sha256 or "",
        )
        for row in rows
    )


def outcomes(connection: Connection, submission_id: int) -> tuple[Outcome, ...]:
    """Give what became of the DOIs of a submission, in the order of the answer."""
    rows = connection.execute(select(outcome).where(outcome.c.submission_id == submission_id).order_by(outcome.c.id))
    return tuple(Outcome(row.doi, DoiState(row.state), row.message, row.msg_id) for row in rows)


def citations_of(connection: Connection, endpoint: str | None, doi: str) -> tuple[CitationOutcome, ...]:
    """Give what became of the references of a DOI by the last log that tells of any; of one server, or of all."""
    key = doi_key(doi)
    asked = (
        select(citation)
        .join(submission_doi, submission_doi.c.submission_id == citation.c.submission_id)
        .join(submission, submission.c.id == citation.c.submission_id)
        .where(submission_doi.c.doi_key == key)
        .order_by(citation.c.submission_id.desc(), citation.c.id)
    )
    rows = connection.execute(asked if endpoint is None else asked.where(submission.c.endpoint == endpoint))
    own = [row for row in rows if doi_key(row.doi) == key]
    return tuple(
        CitationOutcome(row.doi, row.key, row.status, row.text)
        for row in own
        if row.submission_id == own[0].submission_id
    )


def citations(connection: Connection, submission_id: int) -> tuple[CitationOutcome, ...]:
    """Give what became of the references of a submission, in the order of the answer."""
    rows = connection.execute(select(citation).where(citation.c.submission_id == submission_id).order_by(citation.c.id))
    return tuple(CitationOutcome(row.doi, row.key, row.status, row.text) for row in rows)


def endpoints(connection: Connection) -> tuple[str, ...]:
    """Give the servers of all submissions."""
    return tuple(connection.scalars(select(submission.c.endpoint).distinct().order_by(submission.c.endpoint)))

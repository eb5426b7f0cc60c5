"""What happened to DOIs: all of it, or where each stands."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from pipeline.identifiers import doi_key
from pipeline.ledger.notes import from_text
from pipeline.ledger.queries import CHUNK, last_event_id
from pipeline.ledger.tables import event, outcome, submission, submission_doi
from pipeline.ledger.values import DoiState, HistoryEntry, State

_told = outcome.alias("told")


def _outcome_id(key: ColumnElement[str] | str) -> ColumnElement[int | None]:
    return (
        select(func.max(_told.c.id))
        .where(_told.c.submission_id == event.c.submission_id, _told.c.event_id == event.c.id, _told.c.doi_key == key)
        .correlate(event, submission_doi)
        .scalar_subquery()
    )


_HISTORY = (
    select(
        submission_doi.c.doi,
        submission_doi.c.doi_key,
        submission_doi.c.timestamp,
        submission.c.batch_id,
        submission.c.operation,
        event.c.state,
        event.c.file_name,
        event.c.message,
        event.c.at,
        outcome.c.state.label("doi_state"),
        outcome.c.message.label("doi_message"),
    )
    .select_from(submission_doi)
    .join(submission, submission.c.id == submission_doi.c.submission_id)
    .join(event, event.c.submission_id == submission.c.id)
    # what is said of the whole file holds for a DOI of which nothing is said
    .outerjoin(outcome, outcome.c.id == func.coalesce(_outcome_id(submission_doi.c.doi_key), _outcome_id("")))
)


def _entry(row: Row[*tuple[Any, ...]]) -> HistoryEntry:
    told = row.doi_state is not None
    return HistoryEntry(
        doi=row.doi,
        state=(DoiState(row.doi_state) if told else State(row.state)).value,
        file_name=row.file_name,
        batch_id=row.batch_id,
        operation=row.operation,
        timestamp=row.timestamp,
        message=row.doi_message if told else from_text(row.message),
        at=row.at,
    )


def history(connection: Connection, doi: str, endpoint: str | None) -> tuple[HistoryEntry, ...]:
    """Give all that happened to a DOI, first things first; on one server, or on all."""
    query = _HISTORY.where(submission_doi.c.doi_key == doi_key(doi)).order_by(event.c.id)
    if endpoint is not None:
        query = query.where(submission.c.endpoint == endpoint)
    return tuple(_entry(row) for row in connection.execute(query))


def current_page(connection: Connection, endpoint: str, after: str) -> tuple[str, tuple[HistoryEntry, ...]]:
    """Give where the next DOIs stand, and the key to go on after; the key is "" when there are no more.

    A DOI comes once for each operation, its latest submission last: what became of its address tells nothing of its
    record.
    """
    keys = select(submission_doi.c.doi_key).where(submission_doi.c.doi_key > after)
    page = connection.scalars(keys.distinct().order_by(submission_doi.c.doi_key).limit(CHUNK)).all()
    if not page:
        return "", ()
    of_doi, of_submission = submission_doi.alias("of_doi"), submission.alias("of_submission")
    newest = (
        select(of_doi.c.doi_key, func.max(of_submission.c.id).label("submission_id"))
        .join(of_submission, of_submission.c.id == of_doi.c.submission_id)
        .where(of_doi.c.doi_key.between(page[0], page[-1]), of_submission.c.endpoint == endpoint)
        .group_by(of_doi.c.doi_key, of_submission.c.operation)
        .subquery("newest")
    )
    query = (
        _HISTORY.join(
            newest,
            (newest.c.doi_key == submission_doi.c.doi_key) & (newest.c.submission_id == submission_doi.c.submission_id),
        )
        .where(event.c.id == last_event_id())
        .order_by(submission_doi.c.doi_key, submission.c.id)
    )
    rows = connection.execute(query)
    return (page[-1] if len(page) == CHUNK else ""), tuple(_entry(row) for row in rows)

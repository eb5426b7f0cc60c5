"""Questions to the ledger about DOIs: what each was deposited with last, by one operation on one server.

Submissions of a DOI have rising timestamps (``writing.prepare`` takes no other), so the newest is that of the highest
timestamp, whatever order the answers came in: so does Crossref judge. Each question walks down from the newest to the
first that fits, for a journal's DOI is in every deposit of the journal.
"""

from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, Text, column, select, values

from pipeline.identifiers import doi_key
from pipeline.ledger.queries import chunks, number
from pipeline.ledger.tables import open_submission, outcome, submission, submission_doi
from pipeline.ledger.values import DoiEntry, DoiState

Known: TypeAlias = dict[str, tuple[DoiEntry, int]]
"""What a DOI was deposited with, and the number of that submission, by the key of the DOI."""

_OPEN = select(open_submission.c.submission_id).where(open_submission.c.submission_id == submission.c.id).exists()
_REGISTERED = (
    select(outcome.c.id)
    .where(
        outcome.c.submission_id == submission.c.id,
        outcome.c.doi_key == submission_doi.c.doi_key,
        outcome.c.state.in_((DoiState.REGISTERED.value, DoiState.WARNING.value)),
    )
    .exists()
)


def last_registered(
    connection: Connection, endpoint: str, operation: str, keys: Iterable[str], *, before: int | None = None
) -> Known:
    """Give what each DOI was last registered with; by submissions with a lower number than ``before``, if given."""
    conditions = [submission.c.operation == operation, _REGISTERED]
    if before is not None:
        conditions.append(submission.c.id < before)
    return _newest(connection, endpoint, keys, *conditions)


def standing(connection: Connection, endpoint: str, operation: str, keys: Iterable[str]) -> Known:
    """Give what each DOI has, or will have when all is done that is on its way."""
    return _newest(connection, endpoint, keys, submission.c.operation == operation, _OPEN | _REGISTERED)


def highest_timestamps(connection: Connection, endpoint: str, keys: Iterable[str]) -> dict[str, str]:
    """Give the highest timestamp that was ever recorded for each DOI, by its key."""
    found = _newest(connection, endpoint, keys, submission_doi.c.timestamp != "")
    return {key: entry.timestamp for key, (entry, _) in found.items() if number(entry.timestamp) >= 0}


def _newest(connection: Connection, endpoint: str, keys: Iterable[str], *conditions: ColumnElement[bool]) -> Known:
    found: Known = {}
    for chunk in chunks(keys):
        asked = values(column("doi_key", Text), name="asked").data([(key,) for key in chunk]).cte("asked")
        newest = (
            select(submission_doi.c.submission_id)
            .join(submission, submission.c.id == submission_doi.c.submission_id)
            .where(submission_doi.c.doi_key == asked.c.doi_key, submission.c.endpoint == endpoint, *conditions)
            .order_by(submission_doi.c.submission_id.desc())
            .limit(1)
            .correlate(asked)
            .scalar_subquery()
        )
        entry = submission_doi.alias("entry")
        query = select(entry).join_from(
            asked, entry, (entry.c.doi_key == asked.c.doi_key) & (entry.c.submission_id == newest)
        )
        for row in connection.execute(query):
            found[row.doi_key] = (DoiEntry(row.doi, row.timestamp, row.digest), row.submission_id)
    return found


def operations(connection: Connection, endpoint: str, doi: str) -> tuple[str, ...]:
    """Give the operations of all submissions of a DOI."""
    asked = (
        select(submission.c.operation)
        .distinct()
        .join(submission_doi, submission_doi.c.submission_id == submission.c.id)
        .where(submission.c.endpoint == endpoint, submission_doi.c.doi_key == doi_key(doi))
        .order_by(submission.c.operation)
    )
    return tuple(connection.scalars(asked))

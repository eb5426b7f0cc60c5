"""The tables of the ledger. All but ``open_submission`` only ever grow; the triggers of the migrations see to that."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from pipeline.ledger.values import Damaged

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

_Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only where the type is INTEGER


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as text in UTC, of one length, so that the same bytes come back from each kind of database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a moment."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read a moment. Raises ``Damaged`` for what is none, or none of ours."""
        try:
            found = None if value is None else datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise Damaged(repr(value)) from error
        if found is not None and found.tzinfo is None:
            raise Damaged(repr(value))
        return found


blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("endpoint", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("batch_id", Text, nullable=False),
    Column("timestamp", Text, nullable=False),
    Column("source_sha256", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("digest", Text, nullable=False),
    Column("prepared_at", UtcTime, nullable=False),
)

submission_doi = Table(
    "submission_doi",
    metadata,
    Column("submission_id", _Number, ForeignKey("submission.id"), primary_key=True),
    Column("doi_key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("doi", Text, nullable=False),
    Column("timestamp", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index(None, "doi_key", "submission_id"),
)

event = Table(
    "event",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("submission_id", _Number, ForeignKey("submission.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("content_sha256", String(64), ForeignKey("blob.sha256")),
    Index(None, "submission_id", "id"),
)

outcome = Table(
    "outcome",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("event_id", _Number, ForeignKey("event.id"), nullable=False),
    Column("submission_id", _Number, ForeignKey("submission.id"), nullable=False),
    Column("doi", Text, nullable=False),
    Column("doi_key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("msg_id", Integer),
    Index(None, "submission_id", "doi_key"),
)

citation = Table(
    "citation",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("event_id", _Number, ForeignKey("event.id"), nullable=False),
    Column("submission_id", _Number, ForeignKey("submission.id"), nullable=False),
    Column("doi", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "submission_id"),
)

open_submission = Table(
    "open_submission",
    metadata,
    Column("submission_id", _Number, ForeignKey("submission.id"), primary_key=True, autoincrement=False),
    Column("endpoint", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index(None, "endpoint", "submission_id"),
    Index(None, "digest"),
)

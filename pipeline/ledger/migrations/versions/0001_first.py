"""The first tables, and the triggers that let them only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_GROWING = ("blob", "submission", "submission_doi", "event", "outcome", "citation")


def upgrade() -> None:
    """Make everything."""
    _blobs_and_submissions()
    _events()
    _outcomes()
    _open_submissions()
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _blobs_and_submissions() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    texts = ("endpoint", "operation", "path", "batch_id", "timestamp", "source_sha256")
    op.create_table(
        "submission",
        sa.Column("id", _NUMBER, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("prepared_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name="fk_submission_sha256"),
    )
    op.create_table(
        "submission_doi",
        sa.Column("submission_id", _NUMBER, nullable=False),
        sa.Column("doi_key", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("doi", "timestamp", "digest")),
        sa.PrimaryKeyConstraint("submission_id", "doi_key", name="pk_submission_doi"),
        _of_submission("submission_doi"),
    )
    op.create_index("ix_submission_doi_doi_key_submission_id", "submission_doi", ["doi_key", "submission_id"])


def _of_submission(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=f"fk_{table}_submission_id")


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("submission_id", _NUMBER, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        _of_submission("event"),
        sa.ForeignKeyConstraint(["content_sha256"], ["blob.sha256"], name="fk_event_content_sha256"),
    )
    op.create_index("ix_event_submission_id_id", "event", ["submission_id", "id"])


def _outcomes() -> None:
    _table_of_event("outcome", ("doi", "doi_key", "state", "message"), sa.Column("msg_id", sa.Integer))
    op.create_index("ix_outcome_submission_id_doi_key", "outcome", ["submission_id", "doi_key"])
    _table_of_event("citation", ("doi", "key", "status", "text"))
    op.create_index("ix_citation_submission_id", "citation", ["submission_id"])


def _table_of_event(table: str, texts: tuple[str, ...], *more: "sa.Column[int]") -> None:
    op.create_table(
        table,
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("event_id", _NUMBER, nullable=False),
        sa.Column("submission_id", _NUMBER, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *more,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=f"fk_{table}_event_id"),
        _of_submission(table),
    )


def _open_submissions() -> None:
    op.create_table(
        "open_submission",
        sa.Column("submission_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_open_submission"),
        _of_submission("open_submission"),
    )
    op.create_index("ix_open_submission_endpoint_submission_id", "open_submission", ["endpoint", "submission_id"])
    op.create_index("ix_open_submission_digest", "open_submission", ["digest"])


def _sqlite_triggers() -> None:
    for table in _GROWING:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
            )


def _postgresql_triggers() -> None:
    op.execute(
        "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$"
    )
    for table in _GROWING:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
        )

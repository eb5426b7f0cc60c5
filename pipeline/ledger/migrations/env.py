"""Run by Alembic: the connection, with its transaction and its lock, comes from ``pipeline.ledger.opening``."""

from alembic import context

from pipeline.ledger.migrations import VERSION_TABLE
from pipeline.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()

"""The fixtures of the ledger's tests serve here, too: a PostgreSQL, and an empty database on it."""

from tests.ledger.conftest import on_server, server

__all__ = ["on_server", "server"]

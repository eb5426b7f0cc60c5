"""The steps of the migrations lead to the tables that the code knows, and these only grow."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from pipeline.ledger import Ledger, migrations
from pipeline.ledger.opening import open_database
from pipeline.ledger.tables import metadata
from tests.ledger.support import finish, new, taken

GROWING = sorted(set(metadata.tables) - {"open_submission"})


@pytest.fixture
def connection(ledger: Ledger) -> Iterator[Connection]:
    """Connect to a ledger that has a row in nearly every table."""
    finish(ledger, taken(ledger, new()))
    with ledger._database.engine.connect() as connected:
        yield connected


def test_tables_are_those_of_the_code(address: str) -> None:
    """An empty database becomes exactly what ``tables`` says."""
    database = open_database(address)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": migrations.VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    database.engine.dispose()


def test_opened_twice(address: str) -> None:
    """A ledger that is up to date is left as it is."""
    for _ in range(2):
        database = open_database(address)
        with database.reading() as connection:
            assert connection.execute(text("SELECT version_num FROM ledger_version")).scalars().all() == ["0001"]
        database.engine.dispose()


def test_revisions_are_all_named() -> None:
    """What opening compares with is what the scripts say."""
    folder = Path(migrations.__file__).parent
    scripts = ScriptDirectory(str(folder))
    assert scripts.get_current_head() == migrations.HEAD
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == migrations.REVISIONS
    assert importlib.util.find_spec("pipeline.ledger.migrations.env")


@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_only_grows(connection: Connection, table: str, deed: str) -> None:
    """Nothing that was written is changed or taken away."""
    if table == "citation":
        connection.execute(
            text("INSERT INTO citation (event_id, submission_id, doi, key, status, text) VALUES (1, 1, '', '', '', '')")
        )
    column = next(iter(metadata.tables[table].columns)).name
    with pytest.raises(DBAPIError, match="only grows"):
        connection.execute(text(deed.format(table, f"{column} = {column}")))


def test_only_grows_when_replaced(connection: Connection) -> None:
    """Nor is it put in the place of another."""
    if connection.dialect.name == "sqlite":
        deed = "INSERT OR REPLACE INTO blob SELECT sha256, content FROM blob"
    else:
        deed = "TRUNCATE blob CASCADE"
    with pytest.raises(DBAPIError, match="only grows"):
        connection.execute(text(deed))


def test_open_submissions_are_found_by_index(ledger: Ledger) -> None:
    """The question that is asked most does not read through all that ever was."""
    if not ledger._database.path:
        return
    with ledger._database.reading() as connection:
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT submission_id FROM open_submission WHERE endpoint = 'x'")
        ).all()
    assert re.search("ix_open_submission_endpoint", str(plan))

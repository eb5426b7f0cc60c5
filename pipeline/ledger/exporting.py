"""The whole ledger as lines of JSON, to be read without this program, or kept elsewhere."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Table, select, text

from pipeline.ledger.migrations import VERSION_TABLE
from pipeline.ledger.tables import metadata

_ROWS_AT_ONCE = 20  # a row may hold a whole deposit


def lines(connection: Connection) -> Iterator[str]:
    """Give each row of each table as one JSON object: ``table`` and its columns; bytes in base64.

    The first line has the revision of the tables.
    """
    for revision in connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all():  # noqa: S608
        yield json.dumps({"table": VERSION_TABLE, "version_num": revision})
    for table in metadata.sorted_tables:
        yield from _rows(connection, table)


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query) as result:
        for row in result:
            values = {name: _plain(value) for name, value in row._mapping.items()}
            yield json.dumps(
                {"table": table.name, **values}
            )  # in ASCII: it may be read in any encoding, or on a terminal


def _plain(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value

"""Open a ledger: find the database, see that it is a ledger, bring its tables up to date."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from pipeline.errors import LedgerUnavailable
from pipeline.ledger.faults import Place
from pipeline.ledger.migrations import HEAD, REVISIONS, VERSION_TABLE
from pipeline.messages import msg

APPLICATION_ID = 0x534D504C  # "SMPL", in the header of the file: `file` and we tell a ledger by it
WRITING = "ledger_writing"  # the option of a connection whose transactions write
_WAIT_SECONDS = 30
_WRITE_LOCK = 0x534D504C_0000
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.\-]*://"  # and what is mistyped, which must not become the name of a file: it may hold a password
    r"|(?:postgres|postgresql|psql|sqlite|mysql|mariadb|https?)[a-z0-9+]*:|[^/]+:[^/]+@|.*\bpassword=",
    re.IGNORECASE | re.DOTALL,
)
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. ``path`` is its file, or nothing where a server keeps it."""

    engine: Engine
    place: Place
    path: Path | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read; what the database refuses is ``LedgerUnavailable``."""
        with self.place.guarded(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Read at length, as of one moment, while others write."""
        with self.place.guarded(), self.engine.connect() as connection:
            if self.path is None:  # a transaction on a file sees one moment anyway
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write, as the only one; all is on disk when it ends, or nothing of it."""
        with self.place.guarded(), self.engine.connect() as connection:
            connection.execution_options(**{WRITING: True})
            with connection.begin():
                yield connection


def open_database(url_or_path: str) -> Database:
    """Open a file (a path, or ``sqlite:///…``) or a database of PostgreSQL (``postgresql://…``).

    A file that does not exist is made, with its folders. Raises ``LedgerUnavailable``.
    """
    url = _url(url_or_path)
    database = _file(url) if url.get_backend_name() == "sqlite" else _server(url)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def ledger_file(url_or_path: str) -> Path | None:
    """Give the file that a ledger is kept in, or nothing where a server keeps it. Raises ``LedgerUnavailable``."""
    url = _url(url_or_path)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _url(text_: str) -> URL:
    text_ = text_.strip()
    if not _ADDRESS.match(text_):
        return URL.create("sqlite", database=text_)
    try:
        text_.encode()  # bytes that are no UTF-8 are in no address
        url = make_url(text_)
    except (ArgumentError, ValueError):  # its words would show the address
        url = None
    scheme = url.drivername if url else ""
    if url and scheme in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url and scheme == "sqlite" and url.database and not (url.query or url.host or url.username or url.password):
        return url
    raise LedgerUnavailable(
        msg("This is not the address of a ledger."),
        msg(
            "A ledger is a file, or a database of PostgreSQL: {example}.",
            example="postgresql://user@host/database",
        ),
    )


def _file(url: URL) -> Database:
    path = Path(url.database or "")
    place = Place(str(path), is_file=True)
    if not path.name or url.database == ":memory:":
        raise place.no_ledger()
    with place.guarded():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and (not path.is_file() or not _may_be_ours(path)):
            raise place.no_ledger()
    engine = create_engine(
        URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS}
    )
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin_on_file)
    return Database(engine, place, path)


def _may_be_ours(path: Path) -> bool:
    """Tell a ledger, or an empty file, from a database of another program, without writing to it."""
    import sqlite3
    from contextlib import closing
    from urllib.parse import quote

    if path.stat().st_size == 0:
        return True
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    return bool(application == APPLICATION_ID or (application == 0 and tables == 0))


def _prepare_file(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001
    """Set what SQLite forgets between connections. Transactions are begun by us: the driver's habits get in the way."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
    _to_wal(cursor)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
        cursor.execute(f"PRAGMA {pragma}")  # with recursive triggers, INSERT OR REPLACE counts as DELETE
    cursor.close()


def _to_wal(cursor: object) -> None:
    """Let readers and a writer work at once. SQLite does not wait by itself when two processes do this at once."""
    import sqlite3

    assert isinstance(cursor, sqlite3.Cursor)  # noqa: S101
    end = time.monotonic() + _WAIT_SECONDS
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return  # a file system without shared memory keeps its own mode, which is as safe


def _begin_on_file(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN DEFERRED"
    )


def _server(url: URL) -> Database:
    secret = str(url.password or url.query.get("password") or "")
    port = f":{url.port}" if url.port else ""
    place = Place(f"postgresql://{url.host or ''}{port}/{url.database or ''}", is_file=False, secret=secret)
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={} if "connect_timeout" in url.query else {"connect_timeout": _WAIT_SECONDS},
        )
    except ImportError:
        raise LedgerUnavailable(
            msg("The ledger {place} needs psycopg, which is not installed.", place=place.name),
            msg("Install it: {command}.", command='pip install "scholarly-metadata-pipeline[postgresql]"'),
        ) from None
    event.listen(engine, "begin", _begin_on_server)
    return Database(engine, place, None)


def _begin_on_server(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")  # whatever the server is set to
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        if _revision(connection, database.place) == HEAD:
            return
    with database.writing() as connection:
        if _revision(connection, database.place) != HEAD:  # nobody was faster
            _migrate(connection)
            if database.path:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _revision(connection: Connection, place: Place) -> str:
    """Give the revision of the tables, "" where there are none."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if "submission" in tables or "event" in tables:
            raise place.no_ledger()
        return ""
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() or ""  # noqa: S608
    if found not in ("", *REVISIONS):
        raise place.too_new()
    return str(found)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

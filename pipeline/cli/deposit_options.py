"""What the commands about deposits have in common: where Crossref is, where the ledger is, and how both are opened."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.lazy import _
from pipeline.errors import LedgerUnavailable, UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.deposits.client import CrossrefClient
    from pipeline.deposits.endpoint import Endpoint
    from pipeline.ledger import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])


def not_empty(_context: click.Context, option: click.Parameter, value: str | None) -> str:
    """Give the value of an option, "" where it is not given.

    Raises ``UsageError`` for one that is given and empty: a variable that is not set, in most cases, and what it should
    have said is not what happens without the option.
    """
    if value is not None and not value.strip():
        raise UsageError(
            msg("{option} has an empty value.", option=option.opts[0]),
            msg("Give it a value, or leave the option out; a variable may not be set."),
        )
    return value or ""


def as_text(_context: click.Context, _argument: click.Parameter, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Give names as text that can be looked for and shown: bytes that are no UTF-8 become escapes."""
    from pipeline.reports.plain import well_formed

    return tuple(map(well_formed, value)) if isinstance(value, tuple) else well_formed(value)


out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    metavar=_("FOLDER"),
    help=_("Folder of the build."),
)
_SERVER = (
    click.option("--test", is_flag=True, help=_("Use the test system of Crossref instead of Crossref itself.")),
    click.option(
        "--endpoint", callback=not_empty, metavar="URL", help=_("Address of another server, such as a sandbox.")
    ),
)
_LEDGER = click.option(
    "--ledger",
    callback=not_empty,
    metavar="URL",
    help=_("The ledger: a file, or postgresql://… Default: deposits.sqlite beside the folder of the build."),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works. ``names_ledger`` tells that the ledger was asked for by name."""

    out: Path
    endpoint: "Endpoint"
    ledger: str
    names_ledger: bool = False

    @property
    def first_wait(self) -> float:
        """Give the seconds to wait before the first question: less where the server is this machine."""
        from pipeline.submission.timing import FIRST_WAIT, FIRST_WAIT_NEARBY

        return FIRST_WAIT_NEARBY if self.endpoint.is_loopback else FIRST_WAIT


def deposit_options(command: Command) -> Command:
    """Add the options that all commands about deposits take: ``out``, ``test``, ``endpoint``, ``ledger``."""
    for option in (_LEDGER, *reversed(_SERVER), out_option):
        command = option(command)
    return command


def ledger_options(command: Command) -> Command:
    """Add the options of a command that is about the ledger of all servers: ``out``, ``ledger``."""
    return out_option(_LEDGER(command))


def place(out: Path, endpoint: str, ledger: str, *, test: bool) -> Place:
    """Find out where a command works.

    Raises ``UsageError`` for an address that cannot be, or for two of them.
    """
    from pipeline.deposits.endpoint import PRODUCTION, TEST, parse_endpoint
    from pipeline.submission.options import ledger_beside

    if test and endpoint:
        raise UsageError(msg("--test and --endpoint exclude each other."), msg("Leave one of them out."))
    server = parse_endpoint(endpoint) if endpoint else TEST if test else PRODUCTION
    return Place(out, server, ledger or str(ledger_beside(out)), names_ledger=bool(ledger))


@contextmanager
def opened(where: Place) -> Iterator["Ledger"]:
    """Open the ledger for a command that submits, which makes one where there is none. Raises ``LedgerUnavailable``."""
    from pipeline.ledger import open_ledger

    with open_ledger(where.ledger) as ledger:
        yield ledger


@contextmanager
def consulted(where: Place, *, rehearses: bool = False) -> Iterator["Ledger"]:
    """Open the ledger for a command that asks what it knows. Where there is none, none is made: it counts as empty.

    Raises ``LedgerUnavailable``; so for one that was named and is not there, but for those who rehearse what makes it.
    """
    from tempfile import TemporaryDirectory

    from pipeline.ledger import open_ledger

    with ExitStack() as stack:
        place = where.ledger
        if ledger_is_missing(where):
            if where.names_ledger and not rehearses:
                raise LedgerUnavailable(
                    msg("There is no ledger “{path}”.", path=where.ledger),
                    msg("Check what --ledger says. A ledger is made by the first “python -m pipeline submit”."),
                )
            place = str(Path(stack.enter_context(TemporaryDirectory(prefix="pipeline-")), "ledger.sqlite"))
        yield stack.enter_context(open_ledger(place))


def ledger_is_missing(where: Place) -> bool:
    """Tell whether the ledger is a file that is not there. Raises ``LedgerUnavailable`` where it is no address."""
    from pipeline.ledger import ledger_file

    file = ledger_file(where.ledger)
    try:
        return file is not None and not file.exists()
    except OSError:  # whoever opens it says why
        return False


@contextmanager
def connected(where: Place) -> Iterator["CrossrefClient"]:
    """Make the client, with the login of the environment. Raises ``UsageError`` where there is none."""
    import os

    from pipeline.deposits.client import CrossrefClient
    from pipeline.deposits.credentials import load_credentials

    with CrossrefClient(where.endpoint, load_credentials(os.environ, where.endpoint.host)) as client:
        yield client

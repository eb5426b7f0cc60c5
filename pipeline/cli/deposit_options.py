"""What the commands about deposits have in common: where Crossref is, where the ledger is, and how both are opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.lazy import _
from pipeline.errors import UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.deposits.client import CrossrefClient
    from pipeline.deposits.endpoint import Endpoint
    from pipeline.ledger import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("out"),
        show_default=True,
        metavar=_("FOLDER"),
        help=_("Folder of the build."),
    ),
    click.option("--test", is_flag=True, help=_("Use the test system of Crossref instead of Crossref itself.")),
    click.option("--endpoint", default="", metavar="URL", help=_("Address of another server, such as a sandbox.")),
    click.option(
        "--ledger",
        default="",
        metavar="URL",
        help=_("The ledger: a file, or postgresql://… Default: deposits.sqlite beside the folder of the build."),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works."""

    out: Path
    endpoint: "Endpoint"
    ledger: str

    @property
    def first_wait(self) -> float:
        """Give the seconds to wait before the first question: less where the server is this machine."""
        from pipeline.submission.timing import FIRST_WAIT, FIRST_WAIT_NEARBY

        return FIRST_WAIT_NEARBY if self.endpoint.is_loopback else FIRST_WAIT


def deposit_options(command: Command) -> Command:
    """Add the options that all commands about deposits take: ``out``, ``test``, ``endpoint``, ``ledger``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def place(out: Path, endpoint: str, ledger: str, *, test: bool) -> Place:
    """Find out where a command works.

    Raises ``UsageError`` for an address that cannot be, or for two of them.
    """
    from pipeline.deposits.endpoint import PRODUCTION, TEST, parse_endpoint
    from pipeline.submission.options import ledger_beside

    if test and endpoint:
        raise UsageError(msg("--test and --endpoint exclude each other."), msg("Leave one of them out."))
    server = parse_endpoint(endpoint) if endpoint else TEST if test else PRODUCTION
    return Place(out, server, ledger or str(ledger_beside(out)))


@contextmanager
def opened(where: Place) -> Iterator["Ledger"]:
    """Open the ledger. Raises ``LedgerUnavailable``."""
    from pipeline.ledger import open_ledger

    with open_ledger(where.ledger) as ledger:
        yield ledger


@contextmanager
def connected(where: Place) -> Iterator["CrossrefClient"]:
    """Make the client, with the login of the environment. Raises ``UsageError`` where there is none."""
    import os

    from pipeline.deposits.client import CrossrefClient
    from pipeline.deposits.credentials import load_credentials

    with CrossrefClient(where.endpoint, load_credentials(os.environ, where.endpoint.host)) as client:
        yield client

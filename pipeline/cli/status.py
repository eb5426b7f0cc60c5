"""``pipeline status``: what has become of each DOI."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, connected, deposit_options, opened, place
from pipeline.cli.lazy import _
from pipeline.errors import ProblemsFound
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.ledger import Ledger


@click.command(
    name="status",
    help=_(
        "Ask Crossref what has become of the deposits that are on their way, and list each DOI with its state. "
        "Nothing is sent."
    ),
    options_metavar=_("[OPTIONS]"),
)
@deposit_options
@click.option("--watch", is_flag=True, help=_("Go on asking until it is known what became of each DOI."))
@click.option("--offline", is_flag=True, help=_("Ask nobody: list what the ledger knows."))
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.pass_obj
def command(
    console: "Console",
    out: Path,
    test: bool,
    endpoint: str,
    ledger: str,
    watch: bool,
    offline: bool,
    as_json: bool,
) -> None:
    """Ask, and list; end with an error where a DOI is not registered."""
    where = place(out, endpoint, ledger, test=test)
    with opened(where) as book:
        if not offline and book.open_ids(where.endpoint.base_url, sent=True):
            _ask(where, book, console, watch=watch)
        good = _list(book, where, console, as_json=as_json)
    if not good:
        raise ProblemsFound(msg("Problems were found."))


def _ask(where: Place, book: "Ledger", console: "Console", *, watch: bool) -> None:
    from pipeline.cli.deposit_listening import DepositListener
    from pipeline.submission.options import SubmitOptions
    from pipeline.submission.submitting import Submitter
    from pipeline.submission.timing import SystemClock

    options = SubmitOptions(out=where.out, wait=watch, first_wait=where.first_wait)
    with connected(where) as client:
        listener = DepositListener(console, book)
        Submitter(book, where.endpoint.base_url, SystemClock(), listener).deliver(client, options, may_send=False)


def _list(book: "Ledger", where: Place, console: "Console", *, as_json: bool) -> bool:
    from pipeline.cli import dois

    good = True
    entries = book.current(where.endpoint.base_url)
    if as_json:
        kept = tuple(entries)
        console.raw(dois.as_json(kept, dated=False))
        return not any(entry.state in dois.BAD for entry in kept)
    color = console.color and sys.stdout.isatty()
    none = True
    for entry in entries:
        none = False
        good = good and entry.state not in dois.BAD
        dois.show(entry, console, color=color, lead=entry.doi)
    if none:
        console.say(msg("Nothing was submitted to {endpoint} yet.", endpoint=where.endpoint.base_url))
    return good

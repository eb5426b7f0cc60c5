"""``pipeline status``: what has become of each DOI."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, connected, consulted, deposit_options, place
from pipeline.cli.lazy import _
from pipeline.errors import ProblemsFound, UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.ledger import Ledger


@click.command(
    name="status",
    short_help=_("See what became of each DOI."),
    help=_(
        "Ask Crossref what has become of the deposits that are on their way, and list each DOI with its state. "
        "Nothing is sent."
    ),
    options_metavar=_("[OPTIONS]"),
)
@deposit_options
@click.option("--watch", is_flag=True, help=_("Go on asking until it is known what became of each DOI."))
@click.option("--offline", is_flag=True, help=_("Ask nobody: list what the ledger knows."))
@click.option(
    "--notification",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, allow_dash=True),
    help=_(
        "Ask only for what a call of Crossref's notification service is about: its headers in a file, or “-” for "
        "standard input."
    ),
)
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
    notification: Path | None,
    as_json: bool,
) -> None:
    """Ask, and list; end with an error where a DOI is not registered."""
    where = place(out, endpoint, ledger, test=test)
    if notification and (watch or offline):
        raise UsageError(msg("--notification excludes --watch and --offline."), msg("Leave one of them out."))
    keys = None
    with consulted(where) as book:
        if notification:
            keys = _follow(_read(notification), where, book, console)
        elif not offline and book.open_ids(where.endpoint.base_url, sent=True):
            _ask(where, book, console, watch=watch)
        good = _list(book, where, console, keys, as_json=as_json)
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


def _read(file: Path) -> bytes:
    from pipeline.deposits.notification import LARGEST
    from pipeline.reasons import reason

    remedy = msg("Give the file in which the headers of the call were saved.")
    if str(file) == "-" and sys.stdin is None:  # before the start (<&-)
        raise UsageError(msg("The standard input is closed."), remedy)
    try:
        with click.open_file(str(file), "rb") as stream:
            content: bytes = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(
            msg("“{file}” cannot be read: {reason}.", file=str(file), reason=reason(error)),
            remedy,
        ) from error
    return content


def _follow(saved: bytes, where: Place, book: "Ledger", console: "Console") -> frozenset[str]:
    """Ask for what a call is about, and give the keys of its DOIs."""
    from pipeline.cli.deposit_listening import DepositListener
    from pipeline.deposits.notification import read_notification, saved_headers
    from pipeline.identifiers import doi_key
    from pipeline.submission.delivering import Courier
    from pipeline.submission.notified import Notified
    from pipeline.submission.timing import SystemClock

    call = read_notification(saved_headers(saved), where.endpoint)
    notified = Notified(book, where.endpoint.base_url)
    found = notified.submissions(call)
    if any(one.state.is_open for one in found):
        with connected(where) as client:
            courier = Courier(book, client, SystemClock(), may_send=False)
            listener = DepositListener(console, book)
            for moved in notified.follow(call, courier):
                listener.moved(moved)
    return frozenset(doi_key(entry.doi) for one in found for entry in one.dois)


def _list(
    book: "Ledger", where: Place, console: "Console", keys: frozenset[str] | None = None, *, as_json: bool
) -> bool:
    """List all DOIs, or those with these keys; tell whether none is bad."""
    from pipeline.cli import dois
    from pipeline.cli.next_steps import tell_next_steps
    from pipeline.identifiers import doi_key

    entries = (entry for entry in book.current(where.endpoint.base_url) if keys is None or doi_key(entry.doi) in keys)
    if as_json:
        kept = tuple(entries)
        console.raw(dois.as_json(kept, console, dated=False))
        return not any(entry.state in dois.BAD for entry in kept)
    color = console.color and sys.stdout.isatty()
    states: Counter[str] = Counter()
    for entry in entries:
        states[entry.state] += 1
        dois.show(entry, console, color=color, lead=dois.named(entry, console))
    tell_next_steps(states, console)
    if not states:
        _tell_of_nothing(book, where, console)
    return dois.BAD.isdisjoint(states)


def _tell_of_nothing(book: "Ledger", where: Place, console: "Console") -> None:
    """Say that nothing was sent to this server, and name others: the option for it is soon forgotten."""
    console.say(msg("Nothing was submitted to {endpoint} yet.", endpoint=where.endpoint.base_url))
    others = console.localizer.join(book.endpoints())
    if others:
        console.say(msg("The ledger knows of submissions to {others}: name the server with --endpoint.", others=others))

"""``pipeline resubmit``: send again what failed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, as_text, connected, consulted, deposit_options, place
from pipeline.cli.lazy import _
from pipeline.errors import ProblemsFound
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console


@click.command(
    name="resubmit",
    short_help=_("Send again what failed."),
    help=_(
        "Send failed deposits again, with the same content and a new timestamp: after Crossref has mended what stood "
        "in the way. Where a record has to be mended, mend it, build, and submit.\n\n"
        "NAMES are DOIs, batch ids or file names; without any, all deposits that failed."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("names", nargs=-1, metavar=_("[NAMES]..."), callback=as_text)
@deposit_options
@click.option("--wait", is_flag=True, help=_("Wait until it is known what became of each DOI."))
@click.pass_obj
def command(
    console: "Console", names: tuple[str, ...], out: Path, test: bool, endpoint: str, ledger: str, wait: bool
) -> None:
    """Send again; end with an error where a DOI is not registered."""
    where = place(out, endpoint, ledger, test=test)
    if not _resubmit(where, names, console, wait=wait):
        raise ProblemsFound(msg("Problems were found."))


def _resubmit(where: Place, names: tuple[str, ...], console: "Console", *, wait: bool) -> bool:
    from pipeline.cli.deposit_listening import DepositListener, tell_of_open
    from pipeline.submission.options import SubmitOptions
    from pipeline.submission.resubmitting import Resubmitter
    from pipeline.submission.submitting import Submitter
    from pipeline.submission.timing import SystemClock

    clock, endpoint = SystemClock(), where.endpoint.base_url
    with connected(where) as client, consulted(where) as ledger:
        listener = DepositListener(console, ledger)
        submitter = Submitter(ledger, endpoint, clock, listener)
        resubmitter = Resubmitter(ledger, endpoint, clock.now)
        chosen = resubmitter.chosen(names)
        for failed in chosen:
            submitter.tell(failed.path, resubmitter.prepare(failed))
        if not chosen:
            console.say(msg("No deposit has failed."))
        left = submitter.deliver(client, SubmitOptions(where.out, wait=wait, first_wait=where.first_wait))
        listener.sum_up()
        tell_of_open(left, console)
    return listener.good

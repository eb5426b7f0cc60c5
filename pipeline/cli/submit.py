"""``pipeline submit``: send deposits to Crossref and follow them."""

from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, connected, consulted, deposit_options, ledger_is_missing, opened, place
from pipeline.cli.lazy import _
from pipeline.cli.seconds import Seconds
from pipeline.errors import ProblemsFound
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.submission.options import SubmitOptions, Summary

_LONGEST_GRACE = 30 * 86400


@click.command(
    name="submit",
    short_help=_("Send deposits to Crossref."),
    help=_(
        "Send the deposits of a build to Crossref.\n\n"
        "FILES are deposits that “build” has made or “adopt” has taken; without any, all that are new or have changed. "
        "What was sent is kept in a ledger, so that a run that was stopped goes on where it was. Login and password "
        "come from the environment: PIPELINE_CROSSREF_LOGIN and PIPELINE_CROSSREF_PASSWORD."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("files", nargs=-1, metavar=_("[FILES]..."), type=click.Path(path_type=Path))
@deposit_options
@click.option("--dry-run", is_flag=True, help=_("Say what would be sent, and send nothing."))
@click.option("--wait", is_flag=True, help=_("Wait until it is known what became of each DOI."))
@click.option("--restamp", is_flag=True, help=_("Renew the timestamps, and validate again."))
@click.option("--again", is_flag=True, help=_("Send what has not changed, too."))
@click.option(
    "--grace",
    type=Seconds(_LONGEST_GRACE),
    default=900,
    show_default=True,
    metavar=_("SECONDS"),
    help=_("Time for which a file that Crossref does not know may still arrive; after it, it is sent again."),
)
@click.pass_obj
def command(
    console: "Console",
    files: tuple[Path, ...],
    out: Path,
    test: bool,
    endpoint: str,
    ledger: str,
    dry_run: bool,
    wait: bool,
    restamp: bool,
    again: bool,
    grace: float,
) -> None:
    """Submit; end with an error where a file is not sent or a DOI is not registered."""
    from pipeline.submission.options import SubmitOptions

    where = place(out, endpoint, ledger, test=test)
    options = SubmitOptions(
        out=out,
        files=files,
        restamp=restamp,
        again=again,
        dry_run=dry_run,
        wait=wait,
        first_wait=where.first_wait,
        grace=grace,
    )
    if not (_rehearse if dry_run else _submit)(where, options, console):
        raise ProblemsFound(msg("Problems were found."))


def _rehearse(where: Place, options: "SubmitOptions", console: "Console") -> bool:
    """Decide as a submission would."""
    from pipeline.cli.deposit_listening import DepositListener
    from pipeline.submission.submitting import Submitter
    from pipeline.submission.timing import SystemClock

    listener = DepositListener(console, rehearsal=True)
    with consulted(where, rehearses=True) as ledger:
        summary = Submitter(ledger, where.endpoint.base_url, SystemClock(), listener).prepare(options)
    _tell_of_none(summary, where, console)
    console.say(msg("Nothing was sent."))
    return listener.good


def _submit(where: Place, options: "SubmitOptions", console: "Console") -> bool:
    from pipeline.cli.deposit_listening import DepositListener, tell_of_open
    from pipeline.submission.submitting import Submitter
    from pipeline.submission.timing import SystemClock

    with connected(where) as client:
        is_new = ledger_is_missing(where)
        with opened(where) as ledger:
            if is_new:
                console.say(msg("A new ledger is begun: “{path}”. Keep it: it knows what was sent.", path=where.ledger))
            listener = DepositListener(console, ledger)
            submitter = Submitter(ledger, where.endpoint.base_url, SystemClock(), listener)
            _tell_of_none(submitter.prepare(options), where, console)
            left = submitter.deliver(client, options)
            listener.sum_up()
            tell_of_open(left, console)
    return listener.good


def _tell_of_none(summary: "Summary", where: Place, console: "Console") -> None:
    """Say so where a build has no deposits at all."""
    if not any(astuple(summary)):
        console.say(
            msg(
                "There are no deposits in “{folder}”: make them with “python -m pipeline build”.", folder=str(where.out)
            )
        )

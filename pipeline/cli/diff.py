"""``pipeline diff``: which records have changed since their last accepted deposit."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import consulted, deposit_options, place
from pipeline.cli.lazy import _
from pipeline.errors import ProblemsFound
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.submission.comparing import Difference


@click.command(
    name="diff",
    short_help=_("List what is new or has changed."),
    help=_("List the DOIs of a build that are new or have changed since they were last registered."),
    options_metavar=_("[OPTIONS]"),
)
@deposit_options
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.pass_obj
def command(console: "Console", out: Path, test: bool, endpoint: str, ledger: str, as_json: bool) -> None:
    """Compare; end with an error where a deposit cannot be read."""
    from pipeline.cli.deposit_listening import DepositListener
    from pipeline.findings import Finding
    from pipeline.submission.comparing import differences

    where = place(out, endpoint, ledger, test=test)
    listener = DepositListener(console)
    found: list[Difference] = []
    with consulted(where) as book:
        for difference in differences(book, where.endpoint.base_url, out):
            if isinstance(difference, Finding):
                listener.found(difference)
            else:
                found.append(difference)
    if as_json:
        console.raw(_as_json(found))
    else:
        _show(found, console, complete=listener.good)
    if not listener.good:
        raise ProblemsFound(msg("Problems were found."))


def _as_json(found: "list[Difference]") -> list[str]:
    values = [
        {"doi": one.doi, "change": one.change.value, "path": one.path, "timestamp": one.timestamp or None}
        for one in found
    ]
    return [json.dumps(values, indent=1)]


def _show(found: "list[Difference]", console: "Console", *, complete: bool) -> None:
    """List them; that there are none can be said only where all deposits could be read."""
    words = {"new": msg("new"), "changed": msg("changed")}
    for one in found:
        console.out(f"{one.doi}  {console.localizer.say(words[one.change.value])}  {one.path}")
    if not found and complete:
        console.say(msg("Nothing has changed since it was registered."))

"""``pipeline export``: the whole ledger as JSON Lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import consulted, ledger_options, place
from pipeline.cli.lazy import _

if TYPE_CHECKING:
    from pipeline.cli.console import Console


@click.command(
    name="export",
    short_help=_("Write the whole ledger as JSON Lines."),
    help=_(
        "Write the whole ledger, of all servers, on standard output as JSON Lines, with the exact bytes that were sent "
        "and received."
    ),
    options_metavar=_("[OPTIONS]"),
)
@ledger_options
@click.pass_obj
def command(console: "Console", out: Path, ledger: str) -> None:
    """Export."""
    with consulted(place(out, "", ledger, test=False)) as book:
        console.raw(book.export())

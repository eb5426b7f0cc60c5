"""``pipeline export``: the whole ledger as JSON Lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import consulted, deposit_options, place
from pipeline.cli.lazy import _

if TYPE_CHECKING:
    from pipeline.cli.console import Console


@click.command(
    name="export",
    help=_(
        "Write the whole ledger on standard output as JSON Lines, with the exact bytes that were sent and received. "
        "Of all servers: --test and --endpoint change nothing here."
    ),
    options_metavar=_("[OPTIONS]"),
)
@deposit_options
@click.pass_obj
def command(console: "Console", out: Path, test: bool, endpoint: str, ledger: str) -> None:
    """Export."""
    with consulted(place(out, endpoint, ledger, test=test)) as book:
        console.raw(book.export())

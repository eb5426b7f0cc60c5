"""``pipeline history``: all that happened to a DOI."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import as_text, consulted, deposit_options, place
from pipeline.cli.lazy import _
from pipeline.errors import PipelineError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console


@click.command(
    name="history",
    short_help=_("Tell all that happened to a DOI."),
    help=_("List all that happened to a DOI, the oldest first: deposits, and what Crossref said. Nobody is asked."),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("doi", callback=as_text)
@deposit_options
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.pass_obj
def command(console: "Console", doi: str, out: Path, test: bool, endpoint: str, ledger: str, as_json: bool) -> None:
    """List the history of a DOI."""
    from pipeline.cli import dois
    from pipeline.identifiers import compact_doi

    where = place(out, endpoint, ledger, test=test)
    server = where.endpoint.base_url if test or endpoint else None
    with consulted(where) as book:
        entries = book.history(compact_doi(doi), server)
        citations = book.citations_of(compact_doi(doi), server)
    if as_json:
        console.raw(dois.as_json(entries, console, dated=True))
        return
    if not entries:
        raise PipelineError(
            msg("The ledger does not know the DOI “{doi}”.", doi=doi),
            msg("See what it knows with: python -m pipeline status --offline"),
        )
    color = console.color and sys.stdout.isatty()
    for entry in entries:
        lead = f"{entry.at:%Y-%m-%d %H:%M:%SZ}  {entry.file_name or entry.batch_id}  {entry.timestamp}"
        dois.show(entry, console, color=color, lead=lead)
    for line in dois.misunderstood(citations, console):
        console.out(f"    {line}")

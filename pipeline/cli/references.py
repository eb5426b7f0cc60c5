"""``pipeline references``: which references of a DOI Crossref has matched."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, as_text, connected, not_empty, place
from pipeline.cli.lazy import _
from pipeline.errors import PipelineError, UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.deposits.resolved_references import ResolvedReference

_NOT_FOUND = 404
_WIDEST = 40


@click.command(
    name="references",
    short_help=_("List the references that Crossref has matched."),
    help=_("List which references of a DOI Crossref has matched: the key of each, and the DOI that it cites."),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("doi", callback=as_text)
@click.option("--test", is_flag=True, help=_("Use the test system of Crossref instead of Crossref itself."))
@click.option("--endpoint", callback=not_empty, metavar="URL", help=_("Address of another server, such as a sandbox."))
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.pass_obj
def command(console: "Console", doi: str, test: bool, endpoint: str, as_json: bool) -> None:
    """Ask, and list."""
    compact = _compact(doi)
    found = _ask(place(Path("out"), endpoint, "", test=test), compact)
    if as_json:
        console.raw(
            [json.dumps([{"key": one.key, "doi": one.doi, "type": one.type or None} for one in found], indent=1)]
        )
        return
    lines = [(" ".join(one.key.split()), " ".join(one.doi.split())) for one in found]  # one line each, whatever comes
    width = min(max((len(key) for key, _ in lines), default=0), _WIDEST)
    for key, cited in lines:
        console.out(f"{key:{width}}  {cited}")
    if not found:
        console.say(msg("Crossref has matched no reference of “{doi}” yet.", doi=compact))


def _compact(text: str) -> str:
    from pipeline.identifiers import InvalidIdentifier, doi

    try:
        return doi(text)
    except InvalidIdentifier as error:
        raise UsageError(error.message, error.remedy) from error


def _ask(where: Place, doi: str) -> "tuple[ResolvedReference, ...]":
    """Ask. Raises ``CrossrefUnavailable``, and ``PipelineError`` for a DOI that is not known there."""
    from pipeline.deposits.client import Refused

    try:
        with connected(where) as client:
            return client.resolved_references(doi)
    except Refused as error:
        if error.answer is None or error.answer.status != _NOT_FOUND:
            raise
        raise PipelineError(
            msg("{host} does not know the DOI “{doi}”.", host=where.endpoint.host, doi=doi),
            msg("Check the DOI, and the server that it was registered at."),
        ) from error

"""``pipeline verify``: whether Crossref shows what was deposited."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deposit_options import Place, as_text, consulted, deposit_options, not_empty, place
from pipeline.cli.lazy import _
from pipeline.errors import PipelineError, ProblemsFound, UsageError
from pipeline.messages import msg, msgs

if TYPE_CHECKING:
    from pipeline.cli.console import Console
    from pipeline.messages import Message
    from pipeline.submission.verifying import Discrepancy, Verifier

FIELDS = {
    "doi": msg("DOI"),
    "title": msg("title"),
    "container-title": msg("title of the journal"),
    "issn": msg("ISSN"),
    "volume": msg("volume"),
    "issue": msg("issue"),
    "pages": msg("pages"),
    "article-number": msg("article number"),
    "published-online": msg("date of publication (online)"),
    "published-print": msg("date of publication (print)"),
    "published-other": msg("date of publication (other)"),
    "authors": msg("authors"),
    "author-family": msg("family name"),
    "author-given": msg("given name"),
    "author-name": msg("name of the organization"),
    "author-orcid": msg("ORCID iD"),
    "landing-page": msg("address of the landing page"),
    "licenses": msg("licences"),
    "references": msg("number of references"),
}


@click.command(
    name="verify",
    short_help=_("Compare deposits with what Crossref shows."),
    help=_(
        "Compare what was deposited with what Crossref shows: title, journal, numbers, dates, authors, address, "
        "licences, references. Without DOIS, all that are registered. Nothing is sent."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("dois", nargs=-1, metavar=_("[DOIS]..."), callback=as_text)
@deposit_options
@click.option(
    "--api",
    callback=not_empty,
    metavar="URL",
    help=_("Address of the REST API. Default: https://api.crossref.org; for a sandbox, the sandbox itself."),
)
@click.option("--mailto", default="", metavar=_("ADDRESS"), help=_("Your mail address, which Crossref asks for."))
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.pass_obj
def command(
    console: "Console",
    dois: tuple[str, ...],
    out: Path,
    test: bool,
    endpoint: str,
    ledger: str,
    api: str,
    mailto: str,
    as_json: bool,
) -> None:
    """Compare, and list; end with an error where something differs."""
    from pipeline.deposits.rest_api import RestApi
    from pipeline.submission.verifying import Verifier

    where = place(out, endpoint, ledger, test=test)
    address = api or _api_of(where)
    with consulted(where) as book, RestApi(address, mailto=mailto) as server:
        verifier = Verifier(book, where.endpoint.base_url, server)
        chosen = _chosen(verifier, dois) if dois else verifier.registered()
        good = _verify(verifier, chosen, console, as_json=as_json)
    if not good:
        raise ProblemsFound(msg("Problems were found."))


def _api_of(where: Place) -> str:
    """Give the REST API that tells what was registered at an endpoint."""
    from pipeline.deposits.endpoint import PRODUCTION
    from pipeline.deposits.rest_api import PRODUCTION_API

    if where.endpoint == PRODUCTION:
        return PRODUCTION_API
    if where.endpoint.is_loopback:
        return where.endpoint.base_url
    raise UsageError(
        msg("{api} does not show what is registered at {endpoint}.", api=PRODUCTION_API, endpoint=where.endpoint.host),
        msg("Name the REST API that does with --api."),
    )


def _chosen(verifier: "Verifier", names: Iterable[str]) -> tuple[str, ...]:
    """Give the DOIs that were named. Raises ``PipelineError`` for one that was never registered."""
    from pipeline.identifiers import InvalidIdentifier, doi, doi_key

    chosen: dict[str, str] = {}
    for name in names:
        try:
            compact = doi(name)
        except InvalidIdentifier as error:
            raise UsageError(error.message, error.remedy) from error
        if not verifier.is_registered(compact):
            raise PipelineError(
                msg("By the ledger, “{doi}” was never registered at {endpoint}.", doi=name, endpoint=verifier.endpoint),
                msg("See what it knows with: python -m pipeline status --offline"),
            )
        chosen.setdefault(doi_key(compact), compact)
    return tuple(chosen.values())


def _verify(verifier: "Verifier", dois: Iterable[str], console: "Console", *, as_json: bool) -> bool:
    found: list[Discrepancy] = []
    count = 0
    for doi in dois:
        count += 1
        for one in verifier.verify(doi):
            found.append(one)
            if not as_json:
                _show(one, console)
    if as_json:
        console.raw([json.dumps(list(map(_as_object, found)), indent=1)])
    elif count:
        console.say(_summary(count, len({one.doi for one in found})))
    else:
        console.say(msg("Nothing was registered at {endpoint} yet.", endpoint=verifier.endpoint))
    return not found


def _summary(count: int, bad: int) -> "Message":
    compared = msgs("{count} DOI compared", "{count} DOIs compared", count)
    if not bad:
        return msg("{compared}; Crossref shows what was deposited.", compared=compared)
    return msgs("{compared}; {count} differs.", "{compared}; {count} differ.", bad, compared=compared)


def _show(one: "Discrepancy", console: "Console") -> None:
    from pipeline.cli.console import Span
    from pipeline.submission.verifying import NotIndexed

    color = console.color and sys.stdout.isatty()
    say = console.localizer.say
    if isinstance(one, NotIndexed):
        console.result(one.doi, "  ", Span(say(msg("not indexed yet")), "yellow"), color=color)
        return
    name = FIELDS[one.field.value]
    if one.author:
        name = msg("author {number}, {field}", number=one.author, field=name)
    console.result(one.doi, "  ", Span(say(name), "red"), color=color)
    sent, found = (" ".join(value.split()) or say(msg("(nothing)")) for value in (one.sent, one.found))
    console.result("    ", say(msg("deposited: {value}", value=sent)), color=color)
    console.result("    ", say(msg("shown: {value}", value=found)), color=color)


def _as_object(one: "Discrepancy") -> dict[str, object]:
    """Give an object for programs; a DOI that is not there has the field ``doi``, and nothing found."""
    from pipeline.submission.verifying import NotIndexed

    if isinstance(one, NotIndexed):
        return {"doi": one.doi, "field": "doi", "author": None, "sent": one.doi, "found": None}
    return {
        "doi": one.doi,
        "field": one.field.value,
        "author": one.author or None,
        "sent": one.sent or None,
        "found": one.found or None,
    }

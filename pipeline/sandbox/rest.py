"""The interfaces that read what is registered: a little of the REST API, and the matched references.

Sources: api.crossref.org documentation (works/{doi}); Crossref documentation "Retrieving identifiers for deposited
references".
"""

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.deposits.registered import Funder, Registered
from pipeline.identifiers import InvalidIdentifier, doi_url, issn, orcid_url
from pipeline.sandbox import answers
from pipeline.sandbox.checks.citations import is_matched
from pipeline.sandbox.records import Contributor, Details, License, find_details
from pipeline.sandbox.requests import read_fields
from pipeline.sandbox.sandbox import Sandbox
from pipeline.sandbox.servlets import bad_login

_ROLES = ("author", "chair", "editor", "translator")
_ALWAYS = frozenset({"title", "subtitle", "original-title", "short-title", "container-title", "reference-count"})
_TYPES: Mapping[str, str] = {
    "journal-metadata": "journal",
    "conference-paper": "proceedings-article",
    "proceedings-metadata": "proceedings",
    "book-metadata": "book",
    "content-item": "book-chapter",
    "report-paper-metadata": "report",
}
"""How the REST API calls what is deposited under another name."""
_EPOCH = date(1970, 1, 1)
_MILLISECONDS = 86_400_000


async def work(request: Request) -> Response:
    """Give the metadata of a DOI: ``GET /works/{doi}``."""
    found = await run_in_threadpool(_find, request.app.state.sandbox, request.path_params["doi"])
    return JSONResponse(_envelope(found)) if found else answers.not_found()


async def resolved_references(request: Request) -> Response:
    """Give the references of a DOI whose own DOIs exist by now: ``/getResolvedRefs``."""
    sandbox: Sandbox = request.app.state.sandbox
    fields = await read_fields(request)
    if not fields.login(sandbox.logins):
        return bad_login(sandbox)
    matched = await run_in_threadpool(_matched, sandbox, fields.text("doi"))
    return JSONResponse(matched) if matched else answers.not_found()


def _matched(sandbox: Sandbox, doi: str) -> dict[str, object]:
    """Look for the references of a DOI once more: those that were stored queries may be registered meanwhile."""
    found = _find(sandbox, doi)
    if not found:
        return {}
    with sandbox.reading() as registry:
        hosted = sandbox.logins.hosted() | registry.owners()
        matched = [
            {"key": key, "doi": cited, "type": "journal_article"}
            for key, cited in found.references
            if is_matched(cited, lambda written: registry.exists(written, hosted))
        ]
    return {"doi": found.doi, "matched-references": matched}


def _find(sandbox: Sandbox, doi: str) -> Details | None:
    sandbox.process_due()
    with sandbox.reading() as registry:
        return find_details(registry, doi)


def _envelope(found: Details) -> dict[str, object]:
    message = {name: value for name, value in _message(found).items() if value or name in _ALWAYS}
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


def _message(found: Details) -> dict[str, object]:
    """Describe a DOI; the fields that are empty are left out later."""
    said = found.registered
    doi = found.doi.lower()
    issns = [(_hyphened(number), medium) for number, medium in found.issns]
    return {
        "DOI": doi,
        "URL": doi_url(doi),
        "prefix": found.owner,
        "publisher": found.publisher,
        "type": _TYPES.get(said.type, said.type),
        "resource": {"primary": {"URL": said.url}} if said.url else None,
        "title": list(found.titles),
        "subtitle": list(found.subtitles),
        "original-title": list(found.original_titles),
        "short-title": [],
        "container-title": list(said.container_titles),
        "short-container-title": list(found.abbreviations),
        "ISSN": list(dict.fromkeys(number for number, _ in issns)),
        "issn-type": [{"value": number, "type": medium} for number, medium in issns],
        "volume": said.volume,
        "issue": said.issue,
        "page": said.page,
        "article-number": said.article_number,
        **_dates(said),
        **{role: [_person(one) for one in found.contributors if one.role == role] for role in _ROLES},
        "funder": [_funder(one) for one in said.funders],
        "license": [_license(one, _issued(said)) for one in found.licenses],
        "reference-count": said.reference_count,
        "references-count": said.reference_count,
        "reference": [_reference(key, cited) for key, cited in found.references],
        **found.parts,
        "source": "Crossref",
    }


def _hyphened(number: str) -> str:
    try:
        return issn(number)
    except InvalidIdentifier:
        return number


def _dates(said: Registered) -> dict[str, object]:
    """Give a date for each medium, and the earliest of all."""
    first = {f"published-{date.medium}": _date_parts(date.parts) for date in reversed(said.published) if date.parts}
    earliest = min((date.parts for date in said.published if date.parts), default=None)
    return {
        **first,
        "published": _date_parts(earliest) if earliest else None,
        "issued": _date_parts(earliest or (None,)),
    }


def _date_parts(parts: tuple[int | None, ...]) -> dict[str, object]:
    return {"date-parts": [list(parts)]}


def _issued(said: Registered) -> date | None:
    """Give the earliest date as a day, the first one of its month or year where it is no day."""
    earliest = min((one.parts for one in said.published if one.parts), default=None)
    if earliest is None:
        return None
    year, month, day = (*earliest, 1, 1)[:3]
    return _day(f"{year:04}-{month:02}-{day:02}")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _person(one: Contributor) -> dict[str, object]:
    """Describe a contributor; of the anonymous, nothing but the place among the others is known."""
    name = one.name
    told = {
        "ORCID": orcid_url(name.orcid) if name.orcid else "",
        "given": name.given,
        "family": name.family,
        "suffix": one.suffix,
        "name": name.name,
    }
    return {
        **{key: value for key, value in told.items() if value},
        **({"authenticated-orcid": one.authenticated} if name.orcid else {}),
        "sequence": one.sequence,
        "affiliation": [{"name": affiliation} for affiliation in one.affiliations],
        "role": [{"role": one.role, "vocabulary": "crossref"}],
    }


def _funder(funder: Funder) -> dict[str, object]:
    identified = {
        "DOI": funder.doi,
        "doi-asserted-by": "publisher",
        "id": [{"id": funder.doi, "id-type": "DOI", "asserted-by": "publisher"}],
    }
    return {
        "name": funder.name,
        **(identified if funder.doi else {}),
        **({"award": list(funder.awards)} if funder.awards else {}),
    }


def _license(one: License, issued: date | None) -> dict[str, object]:
    """Describe a licence; one without a date holds from the publication on."""
    start = _day(one.start) or issued
    described: dict[str, object] = {"URL": one.url, "content-version": one.applies_to or "unspecified"}
    if start is not None:
        days = (start - _EPOCH).days
        described["start"] = {
            "date-parts": [[start.year, start.month, start.day]],
            "date-time": f"{start.isoformat()}T00:00:00Z",
            "timestamp": days * _MILLISECONDS,
        }
        described["delay-in-days"] = max((start - (issued or start)).days, 0)
    return described


def _reference(key: str, cited: str) -> dict[str, str]:
    return {"key": key, "doi-asserted-by": "publisher", "DOI": cited} if cited else {"key": key}


ROUTES = (
    Route("/works/{doi:path}", work, methods=["GET"]),
    Route("/getResolvedRefs", resolved_references, methods=["GET", "POST"]),
)

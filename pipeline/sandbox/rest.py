"""The interfaces that read what is registered: a little of the REST API, and the matched references.

Sources: api.crossref.org documentation (works/{doi}); Crossref documentation "Retrieving identifiers for deposited
references".
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.sandbox import answers
from pipeline.sandbox.records import Details, find_details
from pipeline.sandbox.requests import read_fields
from pipeline.sandbox.sandbox import Sandbox
from pipeline.sandbox.servlets import bad_login


async def work(request: Request) -> Response:
    """Give the metadata of a DOI: ``GET /works/{doi}``."""
    found = await run_in_threadpool(_find, request.app.state.sandbox, request.path_params["doi"])
    return JSONResponse(_envelope(found)) if found else answers.not_found()


async def resolved_references(request: Request) -> Response:
    """Give the references of a DOI that were deposited with their DOIs: ``/getResolvedRefs``."""
    sandbox: Sandbox = request.app.state.sandbox
    fields = await read_fields(request)
    if not fields.login(sandbox.logins):
        return bad_login(sandbox)
    found = await run_in_threadpool(_find, sandbox, fields.text("doi"))
    if not found:
        return answers.not_found()
    matched = [{"key": key, "doi": doi, "type": "journal_article"} for key, doi in found.references if doi]
    return JSONResponse({"doi": found.doi, "matched-references": matched})


def _find(sandbox: Sandbox, doi: str) -> Details | None:
    sandbox.process_due()
    with sandbox.reading() as registry:
        return find_details(registry, doi)


def _envelope(found: Details) -> dict[str, object]:
    message = {
        "DOI": found.doi,
        "title": list(found.titles),
        "prefix": found.doi.partition("/")[0],
        "type": "journal-article",
        "URL": f"https://doi.org/{found.doi}",
        "resource": {"primary": {"URL": found.url}},
        "reference-count": len(found.references),
        "reference": [{"key": key, "DOI": doi} if doi else {"key": key} for key, doi in found.references],
    }
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


ROUTES = (
    Route("/works/{doi:path}", work, methods=["GET"]),
    Route("/getResolvedRefs", resolved_references, methods=["GET", "POST"]),
)

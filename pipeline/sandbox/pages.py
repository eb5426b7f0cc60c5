"""The page of the sandbox for people: the queue and the DOI records, in English and French, without scripts."""

from functools import cache
from typing import TYPE_CHECKING

from babel.core import negotiate_locale
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pipeline.i18n import SOURCE_LANGUAGE, Localizer, available, localizer
from pipeline.messages import Message, msg
from pipeline.rendering import Renderer
from pipeline.sandbox.control import moment
from pipeline.sandbox.records import count_records, list_records
from pipeline.sandbox.sandbox import Sandbox

if TYPE_CHECKING:
    from pipeline.deposits.receipt import BatchStatus

MOST_SHOWN = 200
_STATES = {
    "queued": msg("queued"),
    "in_process": msg("in process"),
    "completed": msg("completed"),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


async def front(request: Request) -> Response:
    """Show the page: ``GET /``."""
    spoken = localizer(asked_language(request))
    text = await run_in_threadpool(render, request.app.state.sandbox, spoken)
    headers = {
        "content-language": spoken.tag,
        "content-security-policy": _POLICY,
        "cache-control": "no-store",
        "vary": "accept-language",
        "x-content-type-options": "nosniff",
    }
    return HTMLResponse(text, headers=headers)


def asked_language(request: Request) -> str:
    """Choose the language: that of ``?lang=``, else what the browser prefers, else English."""
    named = request.query_params.get("lang", "")
    if named in available():
        return named
    wanted = _preferred(request.headers.get("accept-language", ""))
    return negotiate_locale(wanted, available(), sep="-") or SOURCE_LANGUAGE


def render(sandbox: Sandbox, spoken: Localizer) -> str:
    """Write the page."""
    submissions = sandbox.submissions(MOST_SHOWN)
    with sandbox.reading() as registry:
        records, record_count = list_records(registry, MOST_SHOWN), count_records(registry)
    count = sandbox.submission_count()
    return _pages().page(
        spoken,
        now=moment(sandbox.clock.now()),
        submissions=[(submission, _state(sandbox.status(submission))) for submission in submissions],
        count=count,
        more=count - len(submissions),
        records=records,
        record_count=record_count,
        more_records=record_count - len(records),
        faults=tuple(sandbox.faults),
        moment=moment,
    )


def _state(status: "BatchStatus") -> Message:
    return _STATES[status]


class _Pages(Renderer):
    """The one environment, for a page that is no record's."""

    def page(self, spoken: Localizer, **names: object) -> str:
        """Render the page."""
        template = self._environment.get_template("sandbox/front.html.jinja")
        return template.render(l10n=spoken, language=spoken.tag, **names)


@cache
def _pages() -> _Pages:
    return _Pages(())


def _preferred(header: str) -> list[str]:
    """List the languages of ``Accept-Language``, the most wanted first (RFC 9110, section 12.5.4)."""
    weighted = []
    for part in header[:1000].split(","):
        tag, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        if tag and weight > 0:
            weighted.append((-weight, tag.strip()))
    return [tag for _, tag in sorted(weighted, key=lambda found: found[0])]


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


ROUTES = (Route("/", front, methods=["GET"]),)

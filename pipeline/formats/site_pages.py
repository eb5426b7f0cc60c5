"""The pages above the articles: an issue, a journal, all journals, and the choice of a language."""

from pathlib import PurePosixPath

from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.jsonld import jsonld
from pipeline.formats.page_filters import FILTERS
from pipeline.formats.pages import path
from pipeline.messages import msg


def _portal(_subject: Subject, _language: str) -> PurePosixPath:
    return PurePosixPath("site", "index.html")


FORMATS = (
    Format(
        name="issue-page",
        label=msg("Issue pages"),
        group="site",
        unit=Unit.ISSUE,
        media_type="text/html",
        path=path,
        template="landing/issue.html.jinja",
        per_language=True,
        filters={**FILTERS, "jsonld": jsonld},
    ),
    Format(
        name="journal-page",
        label=msg("Journal pages"),
        group="site",
        unit=Unit.JOURNAL,
        media_type="text/html",
        path=path,
        template="landing/journal.html.jinja",
        per_language=True,
        filters={**FILTERS, "jsonld": jsonld},
    ),
    Format(
        name="home-page",
        label=msg("Home pages"),
        group="site",
        unit=Unit.SITE,
        media_type="text/html",
        path=path,
        template="landing/home.html.jinja",
        per_language=True,
        filters=FILTERS,
    ),
    Format(
        name="portal",
        label=msg("Choice of language"),
        group="site",
        unit=Unit.SITE,
        media_type="text/html",
        path=_portal,
        template="landing/portal.html.jinja",
        filters=FILTERS,
    ),
)

"""A DOI without a date of publication."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    if work.doi and not work.published:
        yield Fault(
            ("dates",),
            msg("The article has a DOI, but neither it nor its issue has a date of publication."),
            msg("Add “published_online” or “published_print” to its dates; a year is enough."),
        )


RULE = Rule(
    code="publication-date-missing",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("An article with a DOI and no date of publication."),
    why=msg("Crossref’s schema demands one; without it the whole file is refused."),
    bad="""
        doi: 10.9999/etude-1
        dates:
        """,
    good="""
        doi: 10.9999/etude-1
        dates:
          published_online: 2026
        """,
    reference="crossref5.5.0.xsd, journal_article/publication_date",
    work=_check,
)

"""A last page without a first one."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    if not work.first_page and (work.last_page or work.other_pages):
        yield Fault(
            ("first_page",),
            msg("There are pages, but no first one."),
            msg("Add “first_page”; an article on one page has only that."),
        )


RULE = Rule(
    code="first-page-missing",
    severity=Severity.WARNING,
    title=msg("A last page without a first one."),
    why=msg("Crossref takes no pages without the first: they would be left out."),
    bad="""
        last_page: 194
        """,
    good="""
        first_page: 186
        last_page: 194
        """,
    reference="crossref5.5.0.xsd, pages",
    work=_check,
)

"""Pages beside an article number."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    yield from _faults((), work.first_page, work.article_number)
    for number, reference in enumerate(work.references):
        yield from _faults(("references", number), reference.first_page, reference.article_number)


def _faults(path: Path, page: str | None, article_number: str | None) -> Iterator[Fault]:
    if page and article_number:
        yield Fault(
            (*path, "article_number"),
            msg("There are pages and an article number."),
            msg("Keep the one that people cite; how many pages there are goes into “page_count”.")
            if not path
            else msg("Keep the one that people cite."),
        )


RULE = Rule(
    code="pages-and-article-number",
    severity=Severity.WARNING,
    title=msg("Pages beside an article number."),
    why=msg("An article is cited by one of them; pages that count from 1 in each article hinder matching."),
    bad="""
        first_page: 1
        last_page: 12
        article_number: e45
        """,
    good="""
        article_number: e45
        page_count: 12
        """,
    reference="JATS4R, Citations: fpage or elocation-id",
    work=_check,
)

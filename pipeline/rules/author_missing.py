"""An article without an author."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_HAVE_AUTHORS = frozenset(
    {
        "brief-report",
        "case-report",
        "data-paper",
        "methods-article",
        "rapid-communication",
        "registered-report",
        "research-article",
        "review-article",
        "systematic-review",
    }
)


def _check(work: Work) -> Iterator[Fault]:
    if work.article_type in _HAVE_AUTHORS and not work.authors:
        yield Fault(
            ("contributors",),
            msg("The article has no author."),
            msg("Name the authors, or set “article_type” to what it is; an unnamed author is of type: anonymous."),
        )


RULE = Rule(
    code="author-missing",
    severity=Severity.WARNING,
    title=msg("A research article without an author."),
    why=msg("It can hardly be cited, and indexes leave it out."),
    bad="""
        article_type: research-article
        contributors:
          - {family: Diallo, given: Awa, roles: [editor]}
        """,
    good="""
        article_type: research-article
        contributors:
          - {family: Diallo, given: Awa, roles: [author]}
        """,
    reference="JATS4R, Authors and affiliations",
    work=_check,
)

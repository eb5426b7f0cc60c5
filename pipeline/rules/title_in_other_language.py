"""A title that is in other languages than the article."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    if not work.title.find(work.language):
        yield Fault(
            ("title",),
            msg("The article is in “{language}”, its title is not.", language=work.language),
            msg("Add the title under “{language}”, or correct the article’s “language”.", language=work.language),
        )


RULE = Rule(
    code="title-in-other-language",
    severity=Severity.WARNING,
    title=msg("A title that is in other languages than the article."),
    why=msg("The outputs take a translation for the title, and mark it as being in the article’s language."),
    bad="""
        journal:
          languages: [en]
          title: Review
        language: fr
        title:
          en: A Study
        """,
    good="""
        journal:
          languages: [en]
          title: Review
        language: en
        title:
          en: A Study
        """,
    work=_check,
)

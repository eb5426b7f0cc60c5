"""A keyword that is listed twice, or several in one."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, group in enumerate(work.keywords):
        for variant in group.terms:
            known: set[str] = set()
            for place, term in enumerate(variant.value):
                if term.plain.casefold() in known:
                    yield Fault(
                        ("keywords", number, "terms", variant.language, place),
                        msg("The keyword “{term}” is listed twice.", term=term.plain),
                        msg("Take one out."),
                    )
                known.add(term.plain.casefold())


RULE = Rule(
    code="keyword-repeated",
    severity=Severity.WARNING,
    title=msg("A keyword that is listed twice in one language."),
    why=msg("It would be shown and counted twice."),
    bad="""
        keywords:
          - terms:
              fr: [réforme, droit pénal, Réforme]
        """,
    good="""
        keywords:
          - terms:
              fr: [réforme, droit pénal]
        """,
    work=_check,
)

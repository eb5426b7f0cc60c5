"""Several keywords written as one."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_SEPARATED = re.compile(r"[;|•·]|,.*,")


def _check(work: Work) -> Iterator[Fault]:
    for number, group in enumerate(work.keywords):
        for variant in group.terms:
            for place, term in enumerate(variant.value):
                if not group.vocabulary and _SEPARATED.search(term.plain):
                    yield Fault(
                        ("keywords", number, "terms", variant.language, place),
                        msg("“{term}” looks like several keywords.", term=term.plain),
                        msg("Write each keyword as an item of its own."),
                    )


RULE = Rule(
    code="keywords-in-one",
    severity=Severity.WARNING,
    title=msg("Several keywords written as one."),
    why=msg("Indexes take them for one long keyword that nobody looks for."),
    bad="""
        keywords:
          - terms:
              fr: ["procédure pénale ; crime organisé ; réforme"]
        """,
    good="""
        keywords:
          - terms:
              fr: [procédure pénale, crime organisé, réforme]
        """,
    reference="JATS 1.3, kwd: one keyword each",
    work=_check,
)

"""A family name in capitals."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, person in enumerate(work.contributors):
        name = person.family if person.type == "person" else None
        if name and len(re.findall(r"[^\W\d_]", name)) > 3 and name.isupper():
            yield Fault(
                ("contributors", number, "family"),
                msg("The family name “{name}” is in capitals.", name=name),
                msg("Write it as “{name}”: outputs that want capitals make them.", name=_written(name)),
            )


def _written(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)


RULE = Rule(
    code="name-in-capitals",
    severity=Severity.WARNING,
    title=msg("A family name in capitals."),
    why=msg("Capitals are how a by-line prints a name; in citations and indexes they stay for ever."),
    bad="""
        contributors:
          - {family: DIALLO, given: Awa}
        """,
    good="""
        contributors:
          - {family: Diallo, given: Awa}
        """,
    reference="Crossref documentation, Contributors",
    work=_check,
)

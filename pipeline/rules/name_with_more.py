"""A name that holds more than a name."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_MORE = re.compile(r"[,;@/&*†‡]|[0-9]|\bet al\b|\b(?:and|et|und)\s+\w+\s+\w+", re.IGNORECASE)


def _check(work: Work) -> Iterator[Fault]:
    for number, person in enumerate(work.contributors):
        if person.type != "person":
            continue
        for part, name in (("given", person.given), ("family", person.family), ("mononym", person.mononym)):
            if name and _MORE.search(name):
                yield Fault(
                    ("contributors", number, part),
                    msg("“{name}” holds more than a name.", name=name),
                    msg("Write one person per entry, without marks, degrees and addresses: those have their own keys."),
                )


RULE = Rule(
    code="name-with-more",
    severity=Severity.WARNING,
    title=msg("A name with several people, a mark or an address in it."),
    why=msg("Databases take it for one strange name, and none of the people is found."),
    bad="""
        contributors:
          - {given: Awa, family: "Diallo, PhD"}
        """,
    good="""
        contributors:
          - {given: Awa, family: Diallo}
        """,
    reference="Crossref documentation, Contributors",
    work=_check,
)

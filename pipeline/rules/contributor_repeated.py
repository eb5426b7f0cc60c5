"""One person twice in the by-line."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    known: set[tuple[str, str, str]] = set()
    for number, person in enumerate(work.contributors):
        if person.type != "person":
            continue
        key = (person.full.casefold(), person.suffix or "", person.orcid or "")
        if key in known:
            yield Fault(
                ("contributors", number),
                msg("“{name}” is named twice.", name=person.full),
                msg("Write a person once, with all roles; tell people of the same name apart by their ORCID iDs."),
            )
        known.add(key)


RULE = Rule(
    code="contributor-repeated",
    severity=Severity.WARNING,
    title=msg("One person twice among the contributors."),
    why=msg("Citations would name the person twice."),
    bad="""
        contributors:
          - {family: Diallo, given: Awa, roles: [author]}
          - {family: Diallo, given: Awa, roles: [translator]}
        """,
    good="""
        contributors:
          - {family: Diallo, given: Awa, roles: [author, translator]}
        """,
    work=_check,
)

"""One ORCID iD for two contributors."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.model.people import Person
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for number, found in enumerate(work.contributors):
        if not isinstance(found, Person) or not found.orcid:
            continue
        if found.orcid in first:
            yield Fault(
                ("contributors", number, "orcid"),
                msg("The ORCID iD {orcid} is already that of {name}.", orcid=found.orcid, name=first[found.orcid]),
                msg("Check whose it is; write a person with several roles once, with all of them."),
            )
        first.setdefault(found.orcid, found.full)


RULE = Rule(
    code="orcid-repeated",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("One ORCID iD for two contributors."),
    why=msg("An iD is one person’s; Crossref refuses a list of contributors that has it twice."),
    bad="""
        contributors:
          - {family: Diallo, given: Awa, orcid: 0000-0002-1825-0097}
          - {family: Roy, given: Luc, orcid: 0000-0002-1825-0097}
        """,
    good="""
        contributors:
          - {family: Diallo, given: Awa, orcid: 0000-0002-1825-0097}
          - {family: Roy, given: Luc, orcid: 0000-0002-1694-233X}
        """,
    reference="Crossref error messages: “has duplicates in contributor list”",
    work=_check,
)

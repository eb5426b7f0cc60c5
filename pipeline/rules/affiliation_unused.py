"""An affiliation that no contributor names."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    named = {identifier for contributor in work.contributors for identifier in contributor.affiliations}
    for number, affiliation in enumerate(work.affiliations):
        if affiliation.id not in named:
            yield Fault(
                ("affiliations", number),
                msg("No contributor has the affiliation “{id}”.", id=affiliation.id),
                msg("Add its id to the contributor’s “affiliations”, or take it out."),
            )


RULE = Rule(
    code="affiliation-unused",
    severity=Severity.WARNING,
    title=msg("An affiliation that no contributor names."),
    why=msg("Crossref knows affiliations only as a contributor’s: this one would not reach it."),
    bad="""
        contributors:
          - family: Diallo
        affiliations:
          - id: university
            name: Example University
        """,
    good="""
        contributors:
          - family: Diallo
            affiliations: [university]
        affiliations:
          - id: university
            name: Example University
        """,
    reference="crossref5.5.0.xsd, affiliations",
    work=_check,
)

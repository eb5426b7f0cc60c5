"""A contributor names an affiliation that the record does not have."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    known = [affiliation.id for affiliation in work.affiliations]
    for number, contributor in enumerate(work.contributors):
        for place, named in enumerate(contributor.affiliations):
            if named not in known:
                near = get_close_matches(named, known, n=1)
                yield Fault(
                    ("contributors", number, "affiliations", place),
                    msg("There is no affiliation “{id}”.", id=named),
                    msg("Did you mean “{near}”?", near=near[0])
                    if near
                    else msg("Describe it under “affiliations”, with id: {id}.", id=named),
                )


RULE = Rule(
    code="affiliation-unknown",
    severity=Severity.ERROR,
    title=msg("A contributor names an affiliation that the record does not have."),
    why=msg("The institution would be missing from all outputs, and the JATS file would refer to nothing."),
    bad="""
        contributors:
          - family: Diallo
            affiliations: [univ]
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
    reference="JATS4R, Authors and affiliations; XML 1.0, validity constraint IDREF",
    work=_check,
)

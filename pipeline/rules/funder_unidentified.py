"""A funder known by its name alone."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, funder in enumerate(work.funding):
        if not funder.id and not funder.ror:
            yield Fault(
                ("funding", number),
                msg("The funder has a name, but no id."),
                msg("Add its ROR id (ror: …) or its id in the Open Funder Registry (id: 10.13039/…), if it has one."),
            )


RULE = Rule(
    code="funder-unidentified",
    severity=Severity.NOTE,
    title=msg("A funder that is known by its name alone."),
    why=msg("Funders find the works they paid for by id; names are spelled in many ways."),
    bad="""
        funding:
          - name: Example Fund
        """,
    good="""
        funding:
          - name: Example Fund
            ror: 01h531d29
        """,
    reference="JATS4R, Funding; Crossref documentation, Funding",
    work=_check,
)

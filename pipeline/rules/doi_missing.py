"""An article without DOI in a journal that registers DOIs."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    if not work.doi and work.journal.depositor:
        yield Fault(
            ("doi",),
            msg("The article has no DOI: it is in no deposit."),
            msg("Add its DOI, if it is to be registered."),
        )


RULE = Rule(
    code="doi-missing",
    severity=Severity.NOTE,
    concerns=CROSSREF,
    title=msg("An article without DOI in a journal that registers DOIs."),
    why=msg("Only works with a DOI can be deposited; a forgotten one is cited by address, and citations get lost."),
    bad="""
        journal:
          depositor:
            name: Example Press
            email: deposits@example.org
        doi:
        """,
    good="""
        journal:
          depositor:
            name: Example Press
            email: deposits@example.org
        doi: 10.9999/etude-1
        """,
    reference="crossref5.5.0.xsd, journal_article/doi_data",
    work=_check,
)

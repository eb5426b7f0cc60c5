"""DOIs, but nobody who deposits them."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.model import Journal, Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _journal(journal: Journal) -> Iterator[Fault]:
    if _plans_deposits(journal) and not journal.depositor:
        yield Fault(("depositor",), msg("The journal has DOIs, but does not say who deposits them."), _REMEDY)


def _work(work: Work) -> Iterator[Fault]:
    # a journal that plans deposits is told so itself, once
    if work.doi and not work.journal.depositor and not _plans_deposits(work.journal):
        yield Fault(("doi",), msg("The article has a DOI, but its journal does not say who deposits it."), _REMEDY)


def _plans_deposits(journal: Journal) -> bool:
    return bool(journal.doi_prefix or journal.doi)


_REMEDY: Message = msg("Add to the journal: depositor: with name and email; Crossref mails the outcome there.")

RULE = Rule(
    code="depositor-missing",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("DOIs, but nobody who deposits them."),
    why=msg("A deposit names its sender; without one, no deposit is made."),
    bad="""
        journal:
          doi_prefix: 10.9999
          depositor:
        doi: 10.9999/etude-1
        """,
    good="""
        journal:
          doi_prefix: 10.9999
          depositor:
            name: Example Press
            email: deposits@example.org
        doi: 10.9999/etude-1
        """,
    reference="crossref5.5.0.xsd, head/depositor",
    work=_work,
    journal=_journal,
)

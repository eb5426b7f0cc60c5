"""A journal without ISSN and DOI."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Journal
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(journal: Journal) -> Iterator[Fault]:
    deposits = journal.depositor or journal.doi_prefix
    if deposits and not journal.doi and not journal.issn.print and not journal.issn.online:
        yield Fault(
            ("issn",),
            msg("The journal has neither an ISSN of its print or online edition nor a DOI."),
            msg("Add the ISSN (issn: online: …), or register a DOI for the journal itself."),
        )


RULE = Rule(
    code="journal-unidentified",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A journal that deposits and has neither ISSN nor DOI."),
    why=msg("Crossref cannot tell which journal it is, and refuses its articles."),
    bad="""
        journal:
          issn:
          doi_prefix: 10.9999
        """,
    good="""
        journal:
          issn:
            online: 2049-3630
          doi_prefix: 10.9999
        """,
    reference="crossref5.5.0.xsd, annotation of publication; Crossref documentation, Journals",
    journal=_check,
)

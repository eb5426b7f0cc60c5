"""A DOI under another prefix than the journal’s."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_prefix
from pipeline.messages import msg
from pipeline.model import Journal, Work
from pipeline.rules.base import CROSSREF, Fault, Path, Rule


def _work(work: Work) -> Iterator[Fault]:
    issue = work.issue
    yield from _faults(("doi",), work.doi, work.journal)
    yield from _faults(("issue", "doi"), issue.doi if issue else None, work.journal)
    yield from _faults(("issue", "volume_doi"), issue.volume_doi if issue else None, work.journal)


def _journal(journal: Journal) -> Iterator[Fault]:
    yield from _faults(("doi",), journal.doi, journal)


def _faults(path: Path, doi: str | None, journal: Journal) -> Iterator[Fault]:
    if doi and journal.doi_prefix and doi_prefix(doi) != journal.doi_prefix:
        yield Fault(
            path,
            msg("The DOI {doi} is not under the journal’s prefix {prefix}.", doi=doi, prefix=journal.doi_prefix),
            msg("Correct the DOI, or the journal’s “doi_prefix”; take that out if the journal has several prefixes."),
        )


RULE = Rule(
    code="doi-prefix-mismatch",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A DOI under another prefix than the journal’s."),
    why=msg("Crossref refuses DOIs under a prefix that is not the depositor’s; a mistyped prefix is somebody else’s."),
    bad="""
        journal:
          doi_prefix: 10.5555
        doi: 10.5556/etude-1
        """,
    good="""
        journal:
          doi_prefix: 10.5555
        doi: 10.5555/etude-1
        """,
    reference="Crossref error messages: “User not allowed to add records for prefix”",
    work=_work,
    journal=_journal,
)

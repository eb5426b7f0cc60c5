"""A DOI that Crossref does not register because of its characters."""

import re
from collections.abc import Iterator

from pipeline import identifiers
from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.rules.base import CROSSREF, Fault, Path, Rule

_ALLOWED = re.compile(r"[A-Za-z0-9\-._;()/]")


def _work(work: Work) -> Iterator[Fault]:
    yield from _faults(("doi",), work.doi)
    for number, component in enumerate(work.components):
        if component.doi and work.doi and identifiers.doi_prefix(component.doi) == identifiers.doi_prefix(work.doi):
            yield from _faults(("components", number, "doi"), component.doi)


def _journal(journal: Journal) -> Iterator[Fault]:
    yield from _faults(("doi",), journal.doi)


def _issue(issue: Issue) -> Iterator[Fault]:
    yield from _faults(("doi",), issue.doi)
    yield from _faults(("volume_doi",), issue.volume_doi)


def _faults(path: Path, doi: str | None) -> Iterator[Fault]:
    if not doi or identifiers.depositable(doi):
        return
    found = sorted(set(_ALLOWED.sub("", doi.partition("/")[2])))
    if found:
        yield Fault(
            path,
            msg("Crossref registers no DOI with these characters: {characters}.", characters=" ".join(found)),
            msg("Use letters a to z, digits and - . _ ; ( ) / only."),
        )
    else:
        yield Fault(
            path,
            msg("Crossref registers no DOI of this form."),
            msg("After 10. come four to nine digits, a slash, and at most 200 characters."),
        )


RULE = Rule(
    code="doi-characters",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A DOI of one’s own that Crossref does not register because of its characters."),
    why=msg("The server refuses what its schema lets pass; hyphens from word processors are the usual cause."),
    bad="""
        doi: 10.5555/étude‐1
        """,
    good="""
        doi: 10.5555/etude-1
        """,
    reference="Crossref documentation, Constructing your DOIs; common5.5.0.xsd, doi_t",
    work=_work,
    journal=_journal,
    issue=_issue,
)

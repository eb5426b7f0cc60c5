"""A DOI with the full stop of its sentence."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.rules.base import Fault, Path, Rule


def _work(work: Work) -> Iterator[Fault]:
    yield from _faults(("doi",), work.doi)
    for number, reference in enumerate(work.references):
        yield from _faults(("references", number, "doi"), reference.doi)
    for number, component in enumerate(work.components):
        yield from _faults(("components", number, "doi"), component.doi)


def _journal(journal: Journal) -> Iterator[Fault]:
    yield from _faults(("doi",), journal.doi)


def _issue(issue: Issue) -> Iterator[Fault]:
    yield from _faults(("doi",), issue.doi)
    yield from _faults(("volume_doi",), issue.volume_doi)


def _faults(path: Path, doi: str | None) -> Iterator[Fault]:
    if doi and doi[-1] in ".,;:’”»":
        yield Fault(
            path,
            msg("The DOI ends in “{character}”.", character=doi[-1]),
            msg("It should probably be {doi}.", doi=doi.rstrip(".,;:’”»")),
        )


RULE = Rule(
    code="doi-ends-in-punctuation",
    severity=Severity.WARNING,
    title=msg("A DOI with the punctuation of its sentence."),
    why=msg("A DOI with a full stop at its end is another DOI, and most likely nobody’s."),
    bad="""
        references:
          - title: Weaponizing Interpol
            doi: 10.1353/jod.2019.0019.
        """,
    good="""
        references:
          - title: Weaponizing Interpol
            doi: 10.1353/jod.2019.0019
        """,
    work=_work,
    journal=_journal,
    issue=_issue,
)
